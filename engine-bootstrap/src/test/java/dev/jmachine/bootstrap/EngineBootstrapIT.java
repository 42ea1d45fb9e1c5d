package dev.jmachine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.bootstrap.engine.EngineClient;
import dev.jmachine.bootstrap.engine.TlsTrouble;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
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
import dev.jmachine.core.time.Ticker;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.host.NamespaceHost;
import dev.jmachine.tls.AuthorityStore;
import dev.jmachine.tls.PassphraseSource;
import dev.jmachine.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian 12 and 13 for real, from a host that is still booting to an engine that is rotated. */
class EngineBootstrapIT {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"bookworm", "trixie"})
  @FaultCase(
      id = {"F34", "F49"},
      sees =
          "a changed host key is a refusal; hostile labels arrive as they are and are "
              + "never run")
  void aFreshHostGetsAnEngineThatOnlyItsOwnClientsReach(String suite) throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    try (NamespaceHost host = NamespaceHost.boot(suite, temp)) {
      Path folder = Files.createDirectory(temp.resolve("machine"));
      Machine machine = machine("web", host, "zone=a");

      Bootstrapped first = bootstrap().bootstrap(machine, folder, steps(), deadline());

      assertThat(first.engine().version()).matches("\\d+\\.\\d+.*");
      assertThat(first.engine().certificateExpires()).isNotNull();
      assertThat(connections(host)).isEqualTo("1");
      theServersKeyIsRootsAlone(host);
      hostileLabelsAreData(host, machine, folder);
      nothingChangesTheSecondTime(host, folder);
      strangersAreRefused(host, machine);
      certificatesAreRotated(host, machine, folder);
      aChangedHostKeyIsRefused(host, machine, folder);
      assertThat(host.run("journalctl", "-q", "--no-pager")).doesNotContain("PRIVATE KEY");
    }
  }

  private void theServersKeyIsRootsAlone(NamespaceHost host) throws Exception {
    assertThat(host.run("stat", "-c", "%a %U %n", "/etc/docker/jmachine/server-key.pem"))
        .isEqualTo("400 root /etc/docker/jmachine/server-key.pem");
    try (var files = Files.walk(temp)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("ssh_host"))
          .contains("machine-ca.pem", "key.pem");
    }
  }

  private void hostileLabelsAreData(NamespaceHost host, Machine machine, Path folder)
      throws Exception {
    String hostile = "evil=$(touch /trap) `touch /trap` '\"%h\\ ü\n" + "x".repeat(4096);
    bootstrap().bootstrap(with(machine, List.of("zone=a", hostile)), folder, steps(), deadline());
    assertThat(host.run("ls", "/trap")).contains("No such file");
    assertThat(host.run("docker", "info", "-f", "{{json .Labels}}")).contains("$(touch /trap)");
  }

  private void nothingChangesTheSecondTime(NamespaceHost host, Path folder) throws Exception {
    Machine machine = machine("web", host, "zone=b");
    bootstrap().bootstrap(machine, folder, steps(), deadline());
    String started = started(host);
    String files = host.run("sh", "-c", "find /etc -type f -newer /etc/docker/daemon.json");

    bootstrap().bootstrap(machine, folder, steps(), deadline());

    assertThat(started(host)).isEqualTo(started);
    assertThat(host.run("sh", "-c", "find /etc -type f -newer /etc/docker/daemon.json"))
        .isEqualTo(files);
  }

  private void strangersAreRefused(NamespaceHost host, Machine machine) throws Exception {
    Path other = Files.createDirectory(temp.resolve("other"));
    MachineCertificates stranger =
        MachineCertificates.anew(
            context(), machine("other", host, "a=b"), other, context().roots().open());
    stranger.writeClientFiles();
    // a client of another machine, who even trusts this one's server
    PemFiles.writePrivate(other.resolve("ca.pem"), PemFiles.read(temp.resolve("machine/ca.pem")));
    EngineClient client = EngineClient.of(machine.requireAccess(), other);
    assertThatThrownBy(() -> client.version(deadline()))
        .isInstanceOfSatisfying(
            IOException.class,
            e -> assertThat(TlsTrouble.of(e)).isEqualTo(TlsTrouble.CLIENT_REFUSED));
  }

  private void certificatesAreRotated(NamespaceHost host, Machine machine, Path folder)
      throws Exception {
    EngineClient old = EngineClient.of(machine.requireAccess(), folder);
    String before = host.run("cat", "/etc/docker/jmachine/ca.pem");

    bootstrap().regenerateCertificates(machine, folder, steps(), deadline());

    assertThat(host.run("cat", "/etc/docker/jmachine/ca.pem")).isNotEqualTo(before);
    assertThat(EngineClient.of(machine.requireAccess(), folder).version(deadline())).isNotNull();
    // its client certificate is still taken until the next restart, but it does not know the new
    // server
    assertThatThrownBy(() -> old.version(deadline()))
        .isInstanceOfSatisfying(
            IOException.class,
            e -> assertThat(TlsTrouble.of(e)).isEqualTo(TlsTrouble.SERVER_UNTRUSTED));
    host.run("systemctl", "restart", "docker");
    assertThat(EngineClient.of(machine.requireAccess(), folder).version(deadline())).isNotNull();
  }

  private void aChangedHostKeyIsRefused(NamespaceHost host, Machine machine, Path folder)
      throws Exception {
    host.run("sh", "-c", "rm /etc/ssh/ssh_host_*; ssh-keygen -q -A; systemctl restart ssh");
    assertThatThrownBy(() -> bootstrap().bootstrap(machine, folder, steps(), deadline()))
        .isInstanceOfSatisfying(
            MachineFailure.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TRUST));
  }

  /**
   * Logins so far; a probe of the port would show as a connection that was closed before its login.
   */
  private static String connections(NamespaceHost host) throws Exception {
    assertThat(host.run("sh", "-c", "journalctl -q -o cat | grep -c preauth")).isEqualTo("0");
    return host.run("sh", "-c", "journalctl -q -o cat | grep -c '^Accepted publickey'");
  }

  private static String started(NamespaceHost host) throws Exception {
    return host.run(
        "systemctl", "show", "docker", "-p", "ActiveEnterTimestampMonotonic", "-p", "MainPID");
  }

  private static Machine machine(String name, NamespaceHost host, String label) throws IOException {
    SshEndpoint ssh =
        new SshEndpoint(
            host.address(),
            22,
            "root",
            host.identity().toString(),
            List.of(new HostKey(host.hostKey())),
            false,
            null);
    HostAccess access = new HostAccess(ssh, host.address(), 2376, 2376, List.of(host.address()));
    return with(
        Machine.reserved(
                new MachineName(name),
                name + "uid",
                "now",
                new MachineSpec("generic", Map.of(), EngineOptions.defaults()))
            .withAccess(access),
        List.of(label));
  }

  private static Machine with(Machine machine, List<String> labels) {
    EngineOptions options =
        new EngineOptions(
            "auto", null, List.of(), labels, Map.of(), List.of(), List.of(), null, List.of());
    return machine.withSpec(new MachineSpec("generic", Map.of(), options));
  }

  private EngineBootstrap bootstrap() {
    return new EngineBootstrap(context());
  }

  private BootstrapContext context() {
    AuthorityStore roots =
        new AuthorityStore(temp.resolve("certs"), Clock.systemUTC(), new SecureRandom());
    return BootstrapContext.system(
        RootSource.in(roots, "me@here", PassphraseSource.none()), "me@here");
  }

  private static Steps steps() {
    return new Steps("web", Progress.silent(), Ticker.system());
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(6), Ticker.system());
  }
}
