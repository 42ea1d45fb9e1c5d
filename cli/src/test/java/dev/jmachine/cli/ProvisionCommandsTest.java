package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code provision}, {@code upgrade}, {@code regenerate-certs}, {@code use}, {@code drivers}. */
class ProvisionCommandsTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  @BeforeEach
  void setUp() {
    assertThat(caller().run("create", "-d", "fake", "-q", "a")).isZero();
    assertThat(caller().run("create", "-d", "fake", "-q", "b")).isZero();
    parts.calls().clear();
  }

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  @Test
  void provisionWorksOnSeveralMachinesAndSaysWhatAnswers() {
    TestCaller caller = caller();
    assertThat(caller.run("provision", "a", "b")).isZero();
    assertThat(parts.calls()).containsExactlyInAnyOrder("bootstrap a", "bootstrap b");
    assertThat(caller.out()).isEmpty();
    assertThat(caller.err())
        .contains("a: Docker Engine 28.2.2 answers at tcp://")
        .contains("b: Docker Engine 28.2.2 answers at tcp://");
  }

  @Test
  void upgradeIsTheBootstrapsUpgrade() {
    assertThat(caller().run("upgrade", "a")).isZero();
    assertThat(parts.calls()).containsExactly("upgrade a");
  }

  @Test
  void oneMachineThatFailsStopsNoOther() {
    TestCaller caller = caller();
    assertThat(caller.run("upgrade", "a", "nobody", "b")).isEqualTo(1);
    assertThat(parts.calls()).containsExactlyInAnyOrder("upgrade a", "upgrade b");
    assertThat(caller.err()).contains("error: machine \"nobody\" does not exist");
  }

  @Test
  void aStoppedMachineIsNotWaitedFor() {
    assertThat(caller().run("stop", "-q", "a")).isZero();
    TestCaller caller = caller();
    assertThat(caller.run("provision", "a")).isEqualTo(1);
    assertThat(caller.err())
        .contains("error: machine \"a\" does not run")
        .contains("try:   jmachine start a");
    assertThat(parts.calls()).isEmpty();
  }

  @Test
  void regenerateCertsAsks() {
    TestCaller no = caller().typing("n\n");
    assertThat(no.run("regenerate-certs", "a")).isEqualTo(130);
    assertThat(no.err()).contains("Are you sure? (y/n)").contains("nothing was changed");
    assertThat(parts.calls()).isEmpty();
    assertThat(caller().typing("y\n").run("regenerate-certs", "a")).isZero();
    assertThat(parts.calls()).containsExactly("regenerate a");
  }

  @Test
  void regenerateCertsWithoutATerminalNamesTheFlag() {
    TestCaller caller = caller();
    assertThat(caller.run("regenerate-certs", "a", "b")).isEqualTo(2);
    assertThat(caller.err()).contains("jmachine regenerate-certs -f a b");
  }

  @Test
  void regenerateCertsTakesDockerMachinesFlags() {
    assertThat(caller().run("regenerate-certs", "--force", "--client-certs", "a")).isZero();
    assertThat(parts.calls()).containsExactly("regenerate a");
  }

  @Test
  void useMakesTheContextAndItsCurrentOneAndGoesBack() throws IOException {
    TestCaller there = caller();
    assertThat(there.run("use", "a")).isZero();
    assertThat(there.out()).isEmpty();
    assertThat(there.err())
        .isEqualTo(
            "docker now uses the context \"jm-a\"; \"jmachine use -\" goes back to \"default\"\n");
    assertThat(Files.readString(home.resolve(".docker/config.json"))).contains("\"jm-a\"");

    TestCaller back = caller();
    assertThat(back.run("use", "-")).isZero();
    assertThat(back.err()).startsWith("docker now uses the context \"default\"");
  }

  @Test
  void useSaysWhatWouldWinOverTheContext() {
    TestCaller caller = caller().env("DOCKER_HOST", "tcp://192.0.2.9:2376");
    assertThat(caller.run("use", "a")).isZero();
    assertThat(caller.err()).contains("warning: DOCKER_HOST is set in this shell");
  }

  @Test
  void useKeepsTheDockerConfigurationsOtherMembers() throws IOException {
    Path config = home.resolve(".docker/config.json");
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(config, "{\"psFormat\": \"table\"}");
    assertThat(caller().run("use", "a")).isZero();
    assertThat(config).content().contains("psFormat", "jm-a");
  }

  @Test
  void useOfAMachineThatDoesNotExistFails() {
    TestCaller caller = caller();
    assertThat(caller.run("use", "nobody")).isEqualTo(1);
    assertThat(caller.err()).contains("machine \"nobody\" does not exist");
    assertThat(caller().run("use", "-")).isEqualTo(1);
  }

  @Test
  void driversListsNamesAliasesAndSummaries() {
    TestCaller caller = caller();
    assertThat(caller.run("drivers")).isZero();
    assertThat(caller.out())
        .isEqualTo(
            """
            NAME    ALIASES     MACHINES
            fake    fakecloud   hosts that exist in memory only, for tests
            """);
    TestCaller quiet = caller();
    assertThat(quiet.run("drivers", "-q")).isZero();
    assertThat(quiet.out()).isEqualTo("fake\n");
  }

  @Test
  void driversAsJson() {
    TestCaller caller = caller();
    assertThat(caller.run("drivers", "-o", "json")).isZero();
    assertThat(caller.out().replaceAll("\\s+", ""))
        .isEqualTo(
            "[{\"name\":\"fake\",\"aliases\":[\"fakecloud\"],"
                + "\"summary\":\"hoststhatexistinmemoryonly,fortests\",\"default\":false}]");
    assertThat(caller().run("drivers", "-o", "yaml")).isEqualTo(2);
  }
}
