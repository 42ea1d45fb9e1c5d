package dev.jmachine.example.hello;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import java.util.List;

/** What hello lacks and most drivers need; here so that the tutorial's text compiles. */
final class LoginExample {
  private LoginExample() {}

  // snippet: login
  static HostAccess access(CreateRequest request, String address) {
    SshEndpoint ssh =
        new SshEndpoint(
            address,
            22,
            "debian",
            request.identityFile().toString(),
            List.of(new HostKey(request.hostKey().publicKey())),
            false,
            null);
    int port = HostAccess.ENGINE_PORT;
    return new HostAccess(ssh, address, port, port, List.of(address));
  }
  // end: login
}
