package dev.jmachine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.bootstrap.ssh.LoginKeys;
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
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.testkit.ssh.InProcessSshServer;
import dev.jmachine.testkit.ssh.RemoteCommand;
import dev.jmachine.tls.AuthorityStore;
import dev.jmachine.tls.PassphraseSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that cannot be served, told by a server that answers each script as the test wants. */
class EngineBootstrapTest {
  private static final String DEBIAN =
      "os_id=debian\nos_codename=trixie\nos_name=Debian 13\narch=x86_64\n";

  @TempDir Path temp;

  @Test
  void anUnknownDistributionIsRefusedWithThoseThatAreSupportedAndAWayOut() throws Exception {
    MachineFailure failure = failure("os_id=nixos\nos_name=NixOS\n", "", "auto");
    assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
    assertThat(failure.what()).isEqualTo("cannot install an engine on NixOS");
    assertThat(failure.reason()).contains("ID=nixos", "Debian, Ubuntu", "Alpine", "Flatcar");
    assertThat(failure.hints()).anyMatch(hint -> hint.contains("--engine-install script:FILE"));
  }

  @Test
  void noneInstallsNothingAndSaysThatThereIsNoEngine() throws Exception {
    MachineFailure failure = failure(DEBIAN, "", "none");
    assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
    assertThat(failure.reason()).contains("no dockerd");
  }

  @Test
  void anEngineInASnapIsRefusedWithTheCommandThatRemovesIt() throws Exception {
    MachineFailure failure = failure(DEBIAN + "snap=yes\n", "", "auto");
    assertThat(failure.hints()).anyMatch(hint -> hint.contains("snap remove docker"));
  }

  @Test
  void aSigningKeyThatIsNotThePinnedOneStopsTheInstallation() throws Exception {
    String page = base64("<html>404 Not Found</html>");
    MachineFailure failure = failure(DEBIAN, "key=" + page + "\n", "docker");
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUST);
    assertThat(failure.left()).isEqualTo("nothing was installed");
    assertThat(failure.reason()).contains("9DC858229FC7DD38854AE2D88D81803C0EBFCD88");
  }

  @Test
  void aDaemonJsonThatIsNoneIsLeftAsItIs() throws Exception {
    String engine =
        "dockerd=/usr/bin/dockerd\nengine_version=28.2.2\ninit=systemd\nengine_state=active\n";
    MachineFailure failure =
        failure(DEBIAN + engine + "daemon_json=" + base64("{ broken") + "\n", "", "auto");
    assertThat(failure.what()).contains("/etc/docker/daemon.json");
    assertThat(failure.reason()).startsWith("it is not one JSON object (line 1");
  }

  private MachineFailure failure(String facts, String probe, String install) throws Exception {
    String common = "clock=" + Clock.systemUTC().instant().getEpochSecond() + "\nopenssl=yes\n";
    RemoteCommand host =
        (line, in, out, err) -> {
          String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          out.write(answer(script, common + facts, probe).getBytes(StandardCharsets.UTF_8));
          return 0;
        };
    try (InProcessSshServer server = InProcessSshServer.start(host)) {
      Machine machine = machine(server, install);
      Path folder = Files.createDirectory(temp.resolve("machine"));
      Steps steps = new Steps("web", Progress.silent(), Ticker.system());
      Deadline deadline = Deadline.in(Duration.ofSeconds(50), Ticker.system());
      return catchThrowableOfType(
          MachineFailure.class,
          () -> new EngineBootstrap(context()).bootstrap(machine, folder, steps, deadline));
    }
  }

  private static String answer(String script, String facts, String probe) {
    if (script.contains("Everything that the bootstrap wants to know")) {
      return facts;
    }
    if (script.contains("The server's private key is made here")) {
      return "csr=" + base64(REQUEST) + "\n";
    }
    return probe;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Machine machine(InProcessSshServer server, String install) throws Exception {
    EngineOptions options =
        new EngineOptions(
            install, null, List.of(), List.of(), Map.of(), List.of(), List.of(), null, List.of());
    SshEndpoint ssh =
        new SshEndpoint(
            "127.0.0.1",
            server.port(),
            "root",
            server.writeIdentity(temp).toString(),
            List.of(new HostKey(server.hostKey())),
            false,
            null);
    return Machine.reserved(
            new MachineName("web"), "uid1", "now", new MachineSpec("generic", Map.of(), options))
        .withAccess(new HostAccess(ssh, "127.0.0.1", 2376, 2376, List.of()));
  }

  private BootstrapContext context() {
    AuthorityStore roots =
        new AuthorityStore(temp.resolve("certs"), Clock.systemUTC(), new SecureRandom());
    return new BootstrapContext(
        new SshConnector(new LoginKeys(temp), Duration.ofSeconds(5)),
        RootSource.in(roots, "me@here", PassphraseSource.none()),
        "me@here",
        Clock.systemUTC(),
        Ticker.system(),
        Pause.system(),
        new SecureRandom());
  }

  /** Of a throw-away P-256 key, made with openssl for this test. */
  private static final String REQUEST =
      """
      -----BEGIN CERTIFICATE REQUEST-----
      MIHIMHACAQAwDjEMMAoGA1UEAwwDd2ViMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
      QgAE0RHCvSb+SHcDzQDD51qpkOFLNmZecNBOWgd8i5/PnAvIOIX43GIhgtdglzyd
      N90LSaBQBayH3dWJJcTjOEszkaAAMAoGCCqGSM49BAMCA0gAMEUCIQCDbQY69pJ9
      9R11Wx41lZMEyYsQ/lySBFuXmyRj2buWQAIgJ9g5mnCKc1SmEdEbG4WN4ONza5WW
      tB6NaFJ/In+artQ=
      -----END CERTIFICATE REQUEST-----
      """;
}
