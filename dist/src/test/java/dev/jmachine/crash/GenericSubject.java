package dev.jmachine.crash;

import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.util.List;

/**
 * A host that is there already: an operating system in namespaces of this computer. Nothing is made
 * at a provider; what could be left are records and contexts.
 */
record GenericSubject(NamespaceHost host) implements Subject {
  @Override
  public String driver() {
    return "generic";
  }

  @Override
  public String createOptions() {
    try {
      return "-d generic --generic-ip-address "
          + host.address()
          + " --generic-ssh-key "
          + host.identity()
          + " --generic-host-key '"
          + host.hostKey()
          + "'";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public List<String> inventory() {
    return List.of();
  }

  @Override
  public int thingsOfAMachine() {
    return 0;
  }

  @Override
  public String goodState() {
    return "Running";
  }
}
