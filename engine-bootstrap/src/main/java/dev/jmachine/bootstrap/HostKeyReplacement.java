package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import java.io.IOException;
import java.util.Map;

/**
 * Gives a host a key that nobody else has seen. Where the provider can read the user data, the key
 * in it serves for the first connection alone: over that connection, which it has verified, the
 * host tells the public half of the next one.
 */
final class HostKeyReplacement {
  private final HostVisit visit;
  private final HostLink link;

  HostKeyReplacement(HostVisit visit, HostLink link) {
    this.visit = visit;
    this.link = link;
  }

  /** The same outcome with the new key pinned; the host shows it from now on. */
  Bootstrapped after(Bootstrapped done) throws InterruptedException {
    return visit
        .steps()
        .run(
            "Replacing the host key",
            () -> new Bootstrapped(replaced(done.access()), done.engine()));
  }

  private HostAccess replaced(HostAccess access) throws IOException, InterruptedException {
    HostKey next = new HostKey(phase("make").value("host_key"));
    phase("place");
    SshEndpoint pinned = link.pinnedEndpoint().pinned(next);
    return new HostAccess(
        pinned,
        access.engineHost(),
        access.enginePort(),
        access.engineListenPort(),
        access.names());
  }

  private ScriptResult phase(String name) throws IOException, InterruptedException {
    ScriptResult result =
        link.run(
            Scripts.of("replace-host-key", Map.of("JM_PHASE", name)), visit.deadline(), line -> {});
    if (result.exitCode() != 0) {
      throw Failures.of(result, "cannot replace the host key", visit.machine());
    }
    return result;
  }
}
