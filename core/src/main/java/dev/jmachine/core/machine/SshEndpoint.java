package dev.jmachine.core.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a host is reached by SSH.
 *
 * @param host address or name, without brackets
 * @param port 1 to 65535
 * @param user who logs in
 * @param identityFile path of the private key; null where the user's own default keys serve
 * @param hostKeys the keys that are accepted; empty where none is known, and then a login fails
 *     unless {@code trustOnFirstUse}
 * @param trustOnFirstUse whether the user asked to take whatever key the first login shows; false
 *     in every stored record, where the key that was seen is pinned
 * @param jumpHost "user@host:port" of a host in between; null without
 */
public record SshEndpoint(
    String host,
    int port,
    String user,
    @Nullable String identityFile,
    List<HostKey> hostKeys,
    boolean trustOnFirstUse,
    @Nullable String jumpHost) {
  public SshEndpoint {
    if (host.isBlank() || host.startsWith("-") || user.isBlank() || user.startsWith("-")) {
      throw new IllegalArgumentException("SSH endpoint " + user + "@" + host);
    }
    Ports.check(port);
    hostKeys = List.copyOf(hostKeys);
  }

  /** The same endpoint with the key that was seen, pinned. */
  public SshEndpoint pinned(HostKey key) {
    return new SshEndpoint(host, port, user, identityFile, List.of(key), false, jumpHost);
  }

  /** The same login at another address. */
  public SshEndpoint at(String newHost, int newPort) {
    return new SshEndpoint(
        newHost, newPort, user, identityFile, hostKeys, trustOnFirstUse, jumpHost);
  }
}
