package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment in which a Docker client reaches a machine.
 *
 * @param set variables and their values, in order
 * @param unset variables that would lead the client elsewhere
 */
record EnvVariables(Map<String, String> set, List<String> unset) {
  private static final String VERIFY = "DOCKER_TLS_VERIFY";
  private static final String HOST = "DOCKER_HOST";
  private static final String CERT_PATH = "DOCKER_CERT_PATH";
  private static final String NAME = "DOCKER_MACHINE_NAME";
  private static final String CONTEXT = "DOCKER_CONTEXT";

  /** Those that {@code env --unset} takes away. */
  static EnvVariables none() {
    return new EnvVariables(Map.of(), List.of(VERIFY, HOST, CERT_PATH, NAME));
  }

  /**
   * Those of one machine; TLS is always asked for.
   *
   * @param folder the machine's, with ca.pem, cert.pem and key.pem
   */
  static EnvVariables of(Machine machine, Path folder) {
    String host = Reached.at(machine).engineUrl();
    ClientCertificates.require(machine, folder);
    Map<String, String> set = new LinkedHashMap<>();
    set.put(VERIFY, "1");
    set.put(HOST, host);
    set.put(CERT_PATH, folder.toString());
    set.put(NAME, machine.name());
    return new EnvVariables(set, List.of(CONTEXT));
  }

  /** With the machine's address added to the hosts that no proxy is asked for. */
  EnvVariables withoutProxy(HostAccess access, Caller caller) {
    String variable =
        caller.env("NO_PROXY") == null && caller.env("no_proxy") != null ? "no_proxy" : "NO_PROXY";
    List<String> hosts = new ArrayList<>();
    String present = caller.env(variable);
    if (present != null) {
      hosts.addAll(List.of(present.split(",", -1)));
    }
    if (!hosts.contains(access.engineHost())) {
      hosts.add(access.engineHost());
    }
    Map<String, String> more = new LinkedHashMap<>(set);
    more.put(variable, String.join(",", hosts));
    return new EnvVariables(more, unset);
  }
}
