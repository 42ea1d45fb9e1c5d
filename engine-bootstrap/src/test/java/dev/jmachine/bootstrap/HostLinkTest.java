package dev.jmachine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.bootstrap.ssh.LoginKeys;
import dev.jmachine.bootstrap.ssh.Script;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.bootstrap.ssh.SshConnector;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.ssh.InProcessSshServer;
import dev.jmachine.testkit.ssh.RemoteCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLinkTest {
  private static final Script SCRIPT = new Script("trial", "echo done=yes", Map.of());

  @TempDir Path folder;

  @Test
  @FaultCase(id = "F35", sees = "\"connecting again\", and the installation is found where it is")
  void aScriptWhoseConnectionWasLostIsRunAgainOverANewOne() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(1);
    try (InProcessSshServer server = InProcessSshServer.start(lostOnce(calls, running));
        HostLink link = open(server, identity(server), new HostKey(server.hostKey()))) {
      Thread.ofVirtual().start(() -> cutWhen(running, server));
      List<String> log = new ArrayList<>();

      ScriptResult result = link.run(SCRIPT, soon(), log::add);

      assertThat(result.value("done")).isEqualTo("yes");
      assertThat(server.logins()).isEqualTo(2);
      assertThat(log).anyMatch(line -> line.contains("connecting again"));
    }
  }

  @Test
  @FaultCase(id = "F35", sees = "\"connecting again\" after the connection was silent")
  void aConnectionThatFallsSilentCountsAsLost() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(1);
    try (InProcessSshServer server = InProcessSshServer.start(lostOnce(calls, running));
        SilentCable cable = new SilentCable(server.port())) {
      SshEndpoint endpoint =
          endpoint(cable.port(), identity(server), new HostKey(server.hostKey()));
      try (HostLink link = HostLink.open(context(), machine(endpoint), soon(), why -> {})) {
        Thread.ofVirtual()
            .start(
                () -> {
                  await(running);
                  cable.cut();
                });
        assertThat(link.run(SCRIPT, soon(), line -> {}).value("done")).isEqualTo("yes");
        assertThat(calls).hasValue(2);
      }
    }
  }

  @Test
  void aHostThatIsStillBootingIsAskedUntilItAnswers() throws Exception {
    int port = freePort();
    try (InProcessSshServer model = InProcessSshServer.start(RemoteCommand.realShell())) {
      List<String> waiting = new ArrayList<>();
      Path stranger = InProcessSshServer.writeStrangersIdentity(folder);
      Thread.ofVirtual().start(() -> startLate(port));
      SshEndpoint endpoint = endpoint(port, stranger, new HostKey(model.hostKey()));
      // another server's key: that it is refused at once shows that the wait ended when it answered
      MachineFailure failure =
          catchThrowableOfType(
              MachineFailure.class,
              () -> HostLink.open(context(), machine(endpoint), soon(), waiting::add));
      assertThat(failure.kind()).isEqualTo(FailureKind.TRUST);
      assertThat(waiting).contains("connection refused");
    }
  }

  @Test
  void aKeyThatTheHostDoesNotTakeIsTriedTwiceAndNoMore() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(RemoteCommand.realShell())) {
      Path stranger = InProcessSshServer.writeStrangersIdentity(folder);
      MachineFailure failure =
          catchThrowableOfType(
              MachineFailure.class, () -> open(server, stranger, new HostKey(server.hostKey())));
      assertThat(failure.kind()).isEqualTo(FailureKind.CREDENTIALS);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  @FaultCase(id = "F33", sees = "both fingerprints; nothing was sent")
  void anotherHostKeyIsFinalAndNamesBothAndTheFlag() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(RemoteCommand.realShell())) {
      HostKey old = new HostKey(server.hostKey());
      server.changeHostKey();
      MachineFailure failure =
          catchThrowableOfType(MachineFailure.class, () -> open(server, identity(server), old));
      assertThat(failure.kind()).isEqualTo(FailureKind.TRUST);
      assertThat(failure.reason()).contains("it shows ecdsa-sha2-nistp256 SHA256:", "pinned is");
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.commands()).isEmpty();
    }
  }

  private static RemoteCommand lostOnce(AtomicInteger calls, CountDownLatch running) {
    return (line, in, out, err) -> {
      if (calls.incrementAndGet() == 1) {
        running.countDown();
        new CountDownLatch(1).await();
      }
      out.write("done=yes\n".getBytes(StandardCharsets.US_ASCII));
      return 0;
    };
  }

  private static void cutWhen(CountDownLatch running, InProcessSshServer server) {
    await(running);
    server.cutConnections();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void startLate(int port) {
    try {
      Pause.system().pause(Duration.ofMillis(700));
      InProcessSshServer.start(RemoteCommand.realShell(), port, 10);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private HostLink open(InProcessSshServer server, Path identity, HostKey pin)
      throws InterruptedException {
    return HostLink.open(
        context(), machine(endpoint(server.port(), identity, pin)), soon(), why -> {});
  }

  private Path identity(InProcessSshServer server) throws IOException {
    return server.writeIdentity(Files.createTempDirectory(folder, "keys"));
  }

  private static SshEndpoint endpoint(int port, Path identity, HostKey pin) {
    return new SshEndpoint(
        "127.0.0.1", port, "root", identity.toString(), List.of(pin), false, null);
  }

  private static Machine machine(SshEndpoint endpoint) {
    MachineSpec spec = new MachineSpec("generic", Map.of(), EngineOptions.defaults());
    return Machine.reserved(new MachineName("web"), "uid", "now", spec)
        .withAccess(new HostAccess(endpoint, "127.0.0.1", 2376, 2376, List.of()));
  }

  private static BootstrapContext context() {
    LoginKeys keys = new LoginKeys(Path.of("/nonexistent"));
    return new BootstrapContext(
        new SshConnector(keys, Duration.ofSeconds(1)),
        () -> {
          throw new AssertionError("no root is needed");
        },
        "me@here",
        Clock.systemUTC(),
        Ticker.system(),
        Pause.system(),
        new SecureRandom());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(50), Ticker.system());
  }

  /** Forwards to a port until it is cut: from then on it takes everything and passes nothing on. */
  private static final class SilentCable implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int target;
    private AtomicBoolean open = new AtomicBoolean(true);

    SilentCable(int target) throws IOException {
      this.target = target;
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return listener.getLocalPort();
    }

    /** Cuts what is connected now; later connections are whole. */
    void cut() {
      open.set(false);
      open = new AtomicBoolean(true);
    }

    private void accept() {
      try {
        while (true) {
          Socket near = listener.accept();
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          AtomicBoolean whole = open;
          Thread.ofVirtual().start(() -> copy(near, far, whole));
          Thread.ofVirtual().start(() -> copy(far, near, whole));
        }
      } catch (IOException e) {
        // closed
      }
    }

    private static void copy(Socket from, Socket to, AtomicBoolean whole) {
      byte[] buffer = new byte[8192];
      try {
        for (int n = from.getInputStream().read(buffer);
            n >= 0;
            n = from.getInputStream().read(buffer)) {
          if (whole.get()) {
            to.getOutputStream().write(buffer, 0, n);
          }
        }
      } catch (IOException e) {
        // an end is closed
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
