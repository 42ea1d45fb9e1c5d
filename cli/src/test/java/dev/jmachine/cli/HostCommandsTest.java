package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ssh}, {@code scp} and {@code logs}. */
class HostCommandsTest {
  @TempDir private Path home;
  private final FakeHostTools host = new FakeHostTools();
  private final TestParts parts = new TestParts().with(host);
  private Path bin = Path.of("/");

  @BeforeEach
  void setUp() throws IOException {
    bin = Files.createDirectory(home.resolve("bin"));
    program("ssh");
    program("scp");
    assertThat(caller().run("create", "-d", "fake", "-q", "dev")).isZero();
  }

  private void program(String name) throws IOException {
    Files.createFile(
        bin.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private TestCaller caller() {
    return new TestCaller(home, parts).env("PATH", "/nonexistent:" + bin);
  }

  private Path folder() {
    return home.resolve(".jmachine/machines/dev");
  }

  @Test
  void sshRunsTheSystemsSshWithOurIdentityAndThePinnedKeysAlone() {
    assertThat(caller().run("ssh", "dev")).isZero();
    List<String> command = parts.ran().getFirst();
    assertThat(command.getFirst()).isEqualTo(bin.resolve("ssh").toString());
    assertThat(command)
        .containsSequence("-F", "none")
        .contains("StrictHostKeyChecking=yes")
        .contains("UserKnownHostsFile=\"" + folder().resolve("known_hosts") + "\"")
        .containsSequence("-i", folder().resolve("id_ed25519").toString())
        .containsSequence("-l", "fake");
    assertThat(command.getLast()).startsWith("192.0.2.");
  }

  @Test
  void theKnownHostsFileHoldsThePinnedKeyForItsOwnerAlone() throws IOException {
    caller().run("ssh", "dev");
    Path file = folder().resolve("known_hosts");
    assertThat(file).content().matches("192\\.0\\.2\\.[0-9]+ ssh-ed25519 AAAA\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aKnownHostsFileThatIsNotAsItShouldBeIsWrittenAnew() throws IOException {
    Files.writeString(folder().resolve("known_hosts"), "* ssh-ed25519 BBBB\n");
    caller().run("ssh", "dev");
    assertThat(folder().resolve("known_hosts")).content().doesNotContain("BBBB");
  }

  @Test
  void whatFollowsTheNameIsTheRemoteCommandsAlone() {
    caller().run("ssh", "dev", "ls", "-la", "--help", "--storage-path", "/x", "a b");
    assertThat(parts.ran().getFirst())
        .endsWith("ls", "-la", "--help", "--storage-path", "/x", "a b");
  }

  @Test
  void optionsRightBehindTheNameAreThoseOfSsh() {
    caller().run("ssh", "dev", "-tL", "8080:localhost:80", "-N");
    assertThat(parts.ran().getLast())
        .containsSubsequence("-tL", "8080:localhost:80", "-N", "-l", "fake", "--");
    caller().run("ssh", "dev", "-t", "sudo", "-i");
    assertThat(parts.ran().getLast()).containsSubsequence("-t", "-l", "--", "sudo", "-i");
    caller().run("ssh", "dev", "-p2222", "--", "-x");
    assertThat(parts.ran().getLast())
        .containsSubsequence("-p2222", "-l", "--", "-x")
        .endsWith("-x");
  }

  @Test
  void sshEndsAsTheRemoteCommandDid() {
    parts.endingWith(42);
    TestCaller caller = caller();
    assertThat(caller.run("ssh", "dev", "false")).isEqualTo(42);
    assertThat(caller.err()).isEmpty();
  }

  @Test
  void anSshThatCouldNotLogInNamesTheDoctor() {
    parts.endingWith(255);
    TestCaller caller = caller();
    assertThat(caller.run("ssh", "dev")).isEqualTo(255);
    assertThat(caller.err()).contains("jmachine doctor dev");
  }

  @Test
  void withoutAnSshProgramCommandsGoOverOurOwnConnection() throws IOException {
    Files.delete(bin.resolve("ssh"));
    TestCaller caller = caller().reading("in\n");
    assertThat(caller.run("ssh", "dev", "uname", "-a")).isEqualTo(7);
    assertThat(host.executed()).containsExactly("uname -a");
    assertThat(caller.out()).isEqualTo("out ö\nin\n");
    assertThat(caller.err()).isEqualTo("err\n");
  }

  @Test
  void withoutAnSshProgramThereIsNoTerminalAndTheFailureSaysWhatToInstall() throws IOException {
    Files.delete(bin.resolve("ssh"));
    TestCaller caller = caller();
    assertThat(caller.run("ssh", "dev")).isEqualTo(3);
    assertThat(caller.err()).contains("there is no ssh in PATH", "openssh-client");
  }

  @Test
  void scpCopiesToAndFromAMachine() {
    assertThat(caller().run("scp", "-r", "-q", "a", "./b:c", "dev:/tmp/x y")).isZero();
    List<String> command = parts.ran().getFirst();
    assertThat(command.getFirst()).isEqualTo(bin.resolve("scp").toString());
    assertThat(command)
        .containsSequence("-r", "-q", "--", "a", "./b:c", "jm-0:/tmp/x y")
        .doesNotContain("-3");
    assertThat(parts.sshConfiguration())
        .containsPattern("Host jm-0\n  HostName 192\\.0\\.2\\.[0-9]+\n")
        .contains("  User fake\n", "  StrictHostKeyChecking yes\n", "  IdentitiesOnly yes\n")
        .contains("  IdentityFile \"" + folder().resolve("id_ed25519") + "\"\n")
        .contains("  UserKnownHostsFile \"" + folder().resolve("known_hosts") + "\"\n");
    caller().run("scp", "root@dev:log", "localhost:log");
    assertThat(parts.ran().getLast()).endsWith("jm-0:log", "log");
    assertThat(parts.sshConfiguration()).contains("  User root\n");
  }

  @Test
  void scpCopiesBetweenMachinesThroughThisComputerEachWithItsOwnKeys() {
    assertThat(caller().run("create", "-d", "fake", "-q", "web")).isZero();
    assertThat(caller().run("scp", "dev:a", "root@dev:b", "here", "web:c")).isZero();
    assertThat(parts.ran().getLast())
        .containsSequence("-3", "--", "jm-0:a", "jm-1:b", "here", "jm-2:c");
    assertThat(parts.sshConfiguration())
        .containsSubsequence("Host jm-0", "User fake", "Host jm-1", "User root", "Host jm-2")
        .contains("/machines/dev/id_ed25519", "/machines/web/id_ed25519");
    assertThat(Path.of(parts.ran().getLast().get(2))).doesNotExist();
  }

  @Test
  void scpRefusesWhatIsNoCopyToOrFromAMachine() {
    assertThat(caller().run("scp", "a", "b")).isEqualTo(2);
    assertThat(caller().run("scp", "dev:a")).isEqualTo(2);
    TestCaller caller = caller();
    assertThat(caller.run("scp", "a", "-oProxyCommand=x@dev:b")).isEqualTo(2);
    assertThat(caller.run("scp", "--", "a", "-x@dev:b")).isEqualTo(2);
    assertThat(parts.ran()).isEmpty();
  }

  @Test
  void scpOfAMachineThatDoesNotExistSuggestsOne() {
    TestCaller caller = caller();
    assertThat(caller.run("scp", "a", "dve:b")).isEqualTo(1);
    assertThat(caller.err()).contains("did you mean \"dev\"?");
  }

  @Test
  void logsShowsTheEnginesLog() {
    TestCaller caller = caller();
    assertThat(caller.run("logs", "dev", "-n", "5")).isZero();
    assertThat(caller.out()).isEqualTo("engine, 5 lines\n");
    assertThat(caller.err()).isEmpty();
  }

  @Test
  void logsFollowsOverOneConnection() {
    TestCaller caller = caller();
    assertThat(caller.run("logs", "-f", "dev")).isEqualTo(7);
    assertThat(host.executed().getFirst())
        .contains("sudo -n journalctl", "-f -u docker.service -n 100");
  }

  @Test
  void logsShowsWhatInstallationsPrinted() {
    TestCaller caller = caller();
    assertThat(caller.run("logs", "dev", "bootstrap")).isZero();
    assertThat(caller.out()).isEqualTo("upgraded\n");
  }

  @Test
  void logsShowsTheConsoleFromTheDriver() {
    host.failing(MachineFailure.of(FailureKind.UNAVAILABLE, "the host is down"));
    TestCaller caller = caller();
    assertThat(caller.run("logs", "dev", "console")).isZero();
    assertThat(caller.out()).isEqualTo("fake console of dev\n");
  }

  @Test
  void logsRefusesWhatItDoesNotKnow() {
    TestCaller caller = caller();
    assertThat(caller.run("logs", "dev", "kernel")).isEqualTo(2);
    assertThat(caller.err()).contains("known are engine, bootstrap and console");
    assertThat(caller().run("logs", "dev", "-n", "few")).isEqualTo(2);
    assertThat(caller().run("logs", "dev", "console", "-f")).isEqualTo(2);
  }

  @Test
  void forwardOfADriverThatCannotSaysHowSshDoes() {
    TestCaller caller = caller();
    assertThat(caller.run("forward", "dev", "8080:80")).isEqualTo(2);
    assertThat(caller.err())
        .contains("driver fake forwards no ports", "jmachine ssh dev -N -L 8080:127.0.0.1:8080");
  }

  @Test
  void forwardOffersNothingToTheNetwork() {
    TestCaller caller = caller();
    assertThat(caller.run("forward", "dev", "0.0.0.0:8080:80")).isEqualTo(2);
    assertThat(caller.err()).contains("invalid port", "0.0.0.0 is no address of 127.0.0.0/8");
    assertThat(caller().run("forward", "--close", "dev")).isEqualTo(2);
  }
}
