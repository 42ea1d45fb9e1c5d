package dev.jmachine.testcontainers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Ports;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * TCP ports of the host that a container publishes, in order; one that is published for IPv4 and
 * IPv6 once.
 *
 * @param everywhere at all addresses of the host
 * @param elsewhere at one of its addresses, such as 127.0.0.1
 */
record Published(Set<Integer> everywhere, Set<Integer> elsewhere) {
  static Published of(Ports all) {
    Set<Integer> everywhere = new TreeSet<>();
    Set<Integer> elsewhere = new TreeSet<>();
    for (Map.Entry<ExposedPort, Ports.Binding[]> entry : all.getBindings().entrySet()) {
      Ports.Binding[] bindings = entry.getValue();
      if (bindings != null && entry.getKey().getProtocol() == InternetProtocol.TCP) {
        for (Ports.Binding binding : bindings) {
          Set<Integer> ports = isEverywhere(binding.getHostIp()) ? everywhere : elsewhere;
          ports.add(Integer.valueOf(binding.getHostPortSpec()));
        }
      }
    }
    elsewhere.removeAll(everywhere);
    return new Published(everywhere, elsewhere);
  }

  private static boolean isEverywhere(@Nullable String address) {
    return address == null || Set.of("", "0.0.0.0", "::").contains(address);
  }
}
