package dev.jmachine.driver.aws;

import java.util.List;

/**
 * Who may connect to which ports of a machine.
 *
 * @param ports SSH, the engine's and the user's
 * @param sources address ranges, as "198.51.100.7/32"
 */
record Ingress(List<OpenPort> ports, List<String> sources) {
  Ingress {
    ports = List.copyOf(ports);
    sources = List.copyOf(sources);
  }
}
