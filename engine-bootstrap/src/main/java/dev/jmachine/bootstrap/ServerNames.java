package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.tls.SubjectAltNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a server certificate.
 *
 * @param required what clients use: without one of these the certificate is issued anew
 * @param reported what the host says of itself: goes in when a certificate is issued, but is no
 *     reason to issue one (a temporary IPv6 address changes each day)
 */
record ServerNames(Set<String> required, List<String> reported) {
  static ServerNames of(Machine machine, HostFacts host) {
    Set<String> reported = new LinkedHashSet<>();
    addIfName(host.hostname(), reported);
    host.addresses().forEach(address -> addIfName(address, reported));
    return new ServerNames(required(machine), List.copyOf(reported));
  }

  /** Those of a host that was not asked. */
  static ServerNames of(Machine machine) {
    return new ServerNames(required(machine), List.of());
  }

  private static Set<String> required(Machine machine) {
    HostAccess access = machine.requireAccess();
    Set<String> required = new LinkedHashSet<>(access.names());
    required.add(access.engineHost());
    required.addAll(machine.spec().engine().tlsSans());
    addIfName(machine.name(), required);
    return required;
  }

  private static void addIfName(String name, Set<String> names) {
    if (SubjectAltNames.accepts(name)) {
      names.add(name);
    }
  }

  /**
   * All of them.
   *
   * @throws dev.jmachine.tls.TlsFailure BAD_NAME where the user gave one that is none
   */
  SubjectAltNames all() {
    Set<String> all = new LinkedHashSet<>(required);
    all.addAll(reported);
    return SubjectAltNames.forServer(all);
  }
}
