package dev.jmachine.bootstrap.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.ssh.InProcessSshServer;
import dev.jmachine.testkit.ssh.RemoteCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteShellTest {
  private static final RemoteCommand SHELL = RemoteCommand.realShell();

  @TempDir Path folder;

  @Test
  void aScriptGivesItsResultsItsExitCodeAndItsLog() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL);
        RemoteShell shell = connect(server)) {
      List<String> heard = new ArrayList<>();
      String body = "echo colour=blue; echo 'a word of welcome'; echo working >&2; exit 3";

      ScriptResult result = shell.run(new Script("trial", body, Map.of()), soon(), heard::add);

      assertThat(result)
          .isEqualTo(new ScriptResult(3, Map.of("colour", "blue"), List.of("working")));
      assertThat(heard).containsExactly("working");
    }
  }

  @Test
  @FaultCase(id = "F49", sees = "nothing: they arrive as they are")
  void valuesOfAnyCharactersArriveUnchangedAndAreNeverRun() throws Exception {
    Path trap = folder.resolve("trap");
    List<String> hostile =
        List.of(
            "$(touch " + trap + ")",
            "`touch " + trap + "`",
            "'; touch " + trap + "; '",
            "a\nb\n",
            "\"\\\"",
            "日本語 ümlaut",
            "x".repeat(4096),
            "-n",
            "%s\\n");
    try (InProcessSshServer server = InProcessSshServer.start(SHELL);
        RemoteShell shell = connect(server)) {
      for (String value : hostile) {
        String body =
            "printf 'back=%s\\n' \"$(printf '%s.' \"$JM_VALUE\" | base64 | tr -d '\\n')\"";
        ScriptResult result =
            shell.run(new Script("trial", body, Map.of("JM_VALUE", value)), soon(), line -> {});
        assertThat(result.text("back")).isEqualTo(value + ".");
      }
      assertThat(trap).doesNotExist();
      assertThat(server.commands()).containsOnly("sh -s");
    }
  }

  @Test
  void manyScriptsRunSideBySideOverOneConnection() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL);
        RemoteShell shell = connect(server)) {
      shell.prepare(3);
      assertThat(inParallel(shell, 20)).hasSize(20).containsOnly("1");
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.logins()).isEqualTo(1);
    }
  }

  @Test
  void aHostThatAllowsOneChannelAtATimeIsServedOneAfterTheOther() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL, 0, 1);
        RemoteShell shell = connect(server)) {
      shell.prepare(3);
      assertThat(inParallel(shell, 5)).hasSize(5).containsOnly("1");
    }
  }

  @Test
  @FaultCase(id = "F33", sees = "a refusal before any login")
  void aChangedHostKeyIsRefusedBeforeAnyLogin() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL)) {
      HostKey old = new HostKey(server.hostKey());
      server.changeHostKey();

      HostKeyRefused refused = refused(server, List.of(old), false);

      assertThat(refused.pinned()).containsExactly(old);
      assertThat(refused.shown().text()).isEqualTo(server.hostKey());
      assertThat(refused).hasMessageContaining(Fingerprints.of(old));
      assertThat(refused).hasMessageContaining(Fingerprints.of(new HostKey(server.hostKey())));
      assertThat(server.logins()).isZero();
    }
  }

  @Test
  void anUnknownHostKeyIsRefusedAndTold() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL)) {
      HostKeyRefused refused = refused(server, List.of(), false);

      assertThat(refused.pinned()).isEmpty();
      assertThat(refused).hasMessageContaining("ecdsa-sha2-nistp256 SHA256:");
      assertThat(server.logins()).isZero();
    }
  }

  @Test
  void theFirstKeySeenIsPinnedWhereTheUserAskedForThat() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL);
        RemoteShell shell =
            connector().connect(endpoint(server, List.of(), true, identity(server)), soon())) {
      assertThat(shell.pinnedEndpoint().hostKeys()).containsExactly(new HostKey(server.hostKey()));
      assertThat(shell.pinnedEndpoint().trustOnFirstUse()).isFalse();
    }
  }

  @Test
  void aPinnedFingerprintFindsTheKeyOfItsTypeAndIsReplacedByTheWholeKey() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL)) {
      HostKey whole = new HostKey(server.hostKey());
      HostKey pin = new HostKey(Fingerprints.of(whole));
      try (RemoteShell shell =
          connector().connect(endpoint(server, List.of(pin), false, identity(server)), soon())) {
        assertThat(shell.pinnedEndpoint().hostKeys()).containsExactly(whole);
      }
    }
  }

  @Test
  void aStrangersKeyIsRefusedByTheHost() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL)) {
      Path stranger = InProcessSshServer.writeStrangersIdentity(folder);
      SshEndpoint endpoint =
          endpoint(server, List.of(new HostKey(server.hostKey())), false, stranger);
      assertThatThrownBy(() -> connector().connect(endpoint, soon()))
          .isInstanceOf(LoginRefused.class)
          .hasMessageContaining("\"root\"");
    }
  }

  @Test
  void aMissingIdentityFileIsNamed() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL)) {
      SshEndpoint endpoint = endpoint(server, List.of(), false, folder.resolve("nowhere"));
      assertThatThrownBy(() -> connector().connect(endpoint, soon()))
          .isInstanceOf(UnusableKey.class)
          .hasMessageContaining("nowhere");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aConnectionThatBreaksIsToldApartFromAScriptThatFails() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    RemoteCommand forEver = (line, in, out, err) -> blocked(running);
    try (InProcessSshServer server = InProcessSshServer.start(forEver);
        RemoteShell shell = connect(server)) {
      Future<ScriptResult> run = inBackground(() -> shell.run(script("x"), soon(), line -> {}));
      running.await();
      server.cutConnections();
      assertThatThrownBy(run::get).hasCauseInstanceOf(ConnectionLost.class);
    }
  }

  @Test
  void anInterruptionEndsAScriptAtOnceAsInterruptedException() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (InProcessSshServer server =
            InProcessSshServer.start((l, in, out, err) -> blocked(running));
        RemoteShell shell = connect(server)) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      shell.run(script("x"), soon(), line -> {});
                      ended.complete(new AssertionError("it ended by itself"));
                    } catch (IOException | InterruptedException e) {
                      ended.complete(e);
                    }
                  });
      running.await();
      caller.interrupt();
      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aScriptThatOutlastsItsDeadlineIsGivenUp() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (InProcessSshServer server =
            InProcessSshServer.start((l, in, out, err) -> blocked(running));
        RemoteShell shell = connect(server)) {
      Deadline tight = Deadline.in(Duration.ofMillis(300), Ticker.system());
      assertThatThrownBy(() -> shell.run(script("x"), tight, line -> {}))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @FaultCase(id = "F32", sees = "that SSH did not answer in time, with the last reason")
  void aPortThatAcceptsAndSaysNothingIsGivenUpAtTheDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        InProcessSshServer server = InProcessSshServer.start(SHELL)) {
      SshEndpoint endpoint =
          endpoint(server, List.of(), false, identity(server))
              .at("127.0.0.1", silent.getLocalPort());
      Deadline tight = Deadline.in(Duration.ofMillis(400), Ticker.system());
      assertThatThrownBy(() -> connector().connect(endpoint, tight))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aUserWhoMayNotBecomeRootIsToldByTheWordsOfSudo() throws Exception {
    RemoteCommand sudo =
        (line, in, out, err) -> {
          err.write("sudo: a password is required\n".getBytes(StandardCharsets.US_ASCII));
          return 1;
        };
    try (InProcessSshServer server = InProcessSshServer.start(sudo)) {
      SshEndpoint root =
          endpoint(server, List.of(new HostKey(server.hostKey())), false, identity(server));
      SshEndpoint ubuntu =
          new SshEndpoint(
              root.host(),
              root.port(),
              "ubuntu",
              root.identityFile(),
              root.hostKeys(),
              false,
              null);
      try (RemoteShell shell = connector().connect(ubuntu, soon())) {
        RootRefused refused =
            catchThrowableOfType(
                RootRefused.class, () -> shell.run(script("true"), soon(), line -> {}));
        assertThat(refused).hasMessage("sudo: a password is required");
        assertThat(refused.user()).isEqualTo("ubuntu");
        assertThat(server.commands()).containsExactly("sudo -n sh -s");
      }
    }
  }

  @Test
  void aCommandOfTheUsersHasItsStreamsAndExitCode() throws Exception {
    try (InProcessSshServer server = InProcessSshServer.start(SHELL);
        RemoteShell shell = connect(server)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      ByteArrayInputStream in = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));

      int code = shell.exec("cat; echo oops >&2; exit 42", in, out, err, soon());

      assertThat(code).isEqualTo(42);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
      assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("oops\n");
    }
  }

  private static int blocked(CountDownLatch running) throws InterruptedException {
    running.countDown();
    new CountDownLatch(1).await();
    return 0;
  }

  private static List<String> inParallel(RemoteShell shell, int scripts) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < scripts; i++) {
        tasks.add(() -> shell.run(script("echo ok=1"), soon(), line -> {}).value("ok"));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static <T> Future<T> inBackground(Callable<T> work) {
    var task = new java.util.concurrent.FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  private HostKeyRefused refused(InProcessSshServer server, List<HostKey> pins, boolean first)
      throws IOException {
    SshEndpoint endpoint = endpoint(server, pins, first, identity(server));
    return catchThrowableOfType(HostKeyRefused.class, () -> connector().connect(endpoint, soon()));
  }

  private RemoteShell connect(InProcessSshServer server) throws Exception {
    List<HostKey> pins = List.of(new HostKey(server.hostKey()));
    return connector().connect(endpoint(server, pins, false, identity(server)), soon());
  }

  private static SshConnector connector() {
    return new SshConnector(new LoginKeys(Path.of("/nonexistent")), Duration.ofSeconds(5));
  }

  private Path identity(InProcessSshServer server) throws IOException {
    return server.writeIdentity(Files.createTempDirectory(folder, "keys"));
  }

  private static SshEndpoint endpoint(
      InProcessSshServer server, List<HostKey> pins, boolean firstUse, Path identity) {
    return new SshEndpoint(
        "127.0.0.1", server.port(), "root", identity.toString(), pins, firstUse, null);
  }

  private static Script script(String body) {
    return new Script("trial", body, Map.of());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30), Ticker.system());
  }
}
