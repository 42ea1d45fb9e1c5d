package dev.jmachine.core.machine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the client reaches a host: what a driver knows once the host runs.
 *
 * @param ssh null where the host takes no login (driver {@code none})
 * @param engineHost address or name at which the client reaches the engine, without brackets
 * @param enginePort the port there
 * @param engineListenPort the port on which the engine listens inside the host; differs from {@code
 *     enginePort} where ports are forwarded
 * @param names every address and name of the host, for the server certificate (SAN)
 */
public record HostAccess(
    @Nullable SshEndpoint ssh,
    String engineHost,
    int enginePort,
    int engineListenPort,
    List<String> names) {
  /** Docker's registered port for TLS (IANA: docker-s). */
  public static final int ENGINE_PORT = 2376;

  public HostAccess {
    Objects.requireNonNull(engineHost, "engineHost");
    Ports.check(enginePort);
    Ports.check(engineListenPort);
    names = List.copyOf(names);
  }

  /** As Docker clients take it: {@code tcp://HOST:PORT}, an IPv6 address in brackets. */
  public String engineUrl() {
    String host = engineHost.indexOf(':') >= 0 ? "[" + engineHost + "]" : engineHost;
    return "tcp://" + host + ":" + enginePort;
  }
}
