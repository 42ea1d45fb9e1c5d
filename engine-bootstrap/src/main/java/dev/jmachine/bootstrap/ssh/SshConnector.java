package dev.jmachine.bootstrap.ssh;

import dev.jmachine.bootstrap.blocking.BlockingCall;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;

/**
 * Opens SSH connections to endpoints whose host key is known. One call is one login: nothing here
 * connects to a port and leaves, which OpenSSH 9.8 and later punishes.
 *
 * @param keepAlive how often a silent connection is asked for a sign of life; after three without
 *     an answer it counts as lost
 */
public record SshConnector(LoginKeys keys, Duration keepAlive) {
  /**
   * Enough for a slow TCP connect and key exchange; a host that is still booting is asked again.
   */
  private static final Duration ONE_LOGIN = Duration.ofSeconds(20);

  private static final int LOST_AFTER = 3;

  /** Logs in with the user's keys, where the endpoint names no identity file of its own. */
  public static SshConnector withDefaults() {
    return new SshConnector(LoginKeys.ofThisUser(), Duration.ofSeconds(5));
  }

  /**
   * Logs in, once.
   *
   * @throws HostKeyRefused where the host's key is not pinned
   * @throws LoginRefused where the host takes none of the keys
   * @throws IOException where nobody answers, in time or at all
   */
  public RemoteShell connect(SshEndpoint endpoint, Deadline deadline)
      throws IOException, InterruptedException {
    if (!onlyFingerprints(endpoint)) {
      return connect(endpoint, List.of(), deadline);
    }
    // The host shows the type we ask for first: where only a fingerprint is known, each type is
    // asked.
    List<HostKeyRefused> refusals = new ArrayList<>();
    for (List<String> types : SshAlgorithms.tries()) {
      try {
        return connect(endpoint, types, deadline);
      } catch (HostKeyRefused e) {
        refusals.add(e);
      }
    }
    throw refusals.getFirst();
  }

  private static boolean onlyFingerprints(SshEndpoint endpoint) {
    List<HostKey> pins = endpoint.hostKeys();
    return !pins.isEmpty() && pins.stream().allMatch(HostKey::isFingerprint);
  }

  private RemoteShell connect(SshEndpoint endpoint, List<String> types, Deadline deadline)
      throws IOException, InterruptedException {
    PinnedHostKeys verifier = new PinnedHostKeys(endpoint);
    List<String> wanted = types.isEmpty() ? verifier.findExistingAlgorithms("", 0) : types;
    List<AuthMethod> methods = keys.methods(endpoint);
    SSHClient client = new SSHClient(SshAlgorithms.config(wanted));
    client.setSocketFactory(new PromptSocketFactory());
    client.addHostKeyVerifier(verifier);
    boolean open = false;
    try {
      login(client, endpoint, methods, deadline.atMost(ONE_LOGIN));
      open = true;
      return new RemoteShell(client, endpoint, verifier.shown());
    } catch (IOException e) {
      throw explained(e, endpoint, verifier);
    } finally {
      if (!open) {
        Connections.drop(client);
      }
    }
  }

  private void login(
      SSHClient client, SshEndpoint endpoint, List<AuthMethod> methods, Deadline deadline)
      throws IOException, InterruptedException {
    BlockingCall.run(
        "ssh " + endpoint.host(),
        deadline,
        () -> {
          client.connect(endpoint.host(), endpoint.port());
          client.auth(endpoint.user(), methods);
          watch(client);
          return client;
        });
  }

  private void watch(SSHClient client) {
    var alive = client.getConnection().getKeepAlive();
    if (alive instanceof net.schmizz.keepalive.KeepAliveRunner runner) {
      runner.setMaxAliveCount(LOST_AFTER);
    }
    alive.setKeepAliveInterval(Math.toIntExact(keepAlive.toSeconds()));
    // sshj starts it only where the interval is set before connecting, and then asks before the
    // login
    alive.setDaemon(true);
    alive.start();
  }

  private static IOException explained(IOException e, SshEndpoint endpoint, PinnedHostKeys keys) {
    HostKey shown = keys.shown();
    if (shown != null && keys.refused()) {
      return new HostKeyRefused(shown, endpoint.hostKeys());
    }
    if (e instanceof UserAuthException) {
      return new LoginRefused(endpoint.user(), e);
    }
    return e;
  }
}
