package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  private TestCaller caller() {
    return new TestCaller(home, parts).env("PATH", String.valueOf(System.getenv("PATH")));
  }

  @Test
  void theCommandGetsADockerClientsVariablesAndItsCodeComesBackAndNothingStays() throws Exception {
    TestCaller caller = caller();
    String script = "env > " + home.resolve("env") + "; exit 7";
    int code = caller.run("run", "-d", "fake", "--name", "r", "--", "sh", "-c", script);

    assertThat(code).as(caller.err()).isEqualTo(7);
    assertThat(Files.readAllLines(home.resolve("env")))
        .contains(
            "DOCKER_TLS_VERIFY=1",
            "DOCKER_MACHINE_NAME=r",
            "DOCKER_CERT_PATH=" + home.resolve(".jmachine/machines/r"))
        .anyMatch(line -> line.startsWith("DOCKER_HOST=tcp://192.0.2."))
        .noneMatch(line -> line.startsWith("DOCKER_CONTEXT="));
    assertThat(parts.cloud().inventory()).isEmpty();
    assertThat(home.resolve(".jmachine/machines/r")).doesNotExist();
    assertThat(parts.contextNames()).isEmpty();
  }

  @Test
  void aMachineOfRunHasANameOfItsOwnAndEndsByItselfEvenWithoutTheFlag() throws Exception {
    String script = "cat " + home + "/.jmachine/machines/*/machine.json > " + home.resolve("r");
    TestCaller caller = caller();
    assertThat(caller.run("run", "-d", "fake", "--", "sh", "-c", script)).as(caller.err()).isZero();
    assertThat(Files.readString(home.resolve("r")))
        .containsPattern("\"name\" *: *\"run-[a-z]{6}\"")
        .contains("\"expires\"")
        .contains("2026-11-23T22:00:00Z");
  }

  @Test
  void aHostThatCannotEndByItselfIsTakenWithoutATimeToLiveUnlessOneIsAskedFor() {
    TestParts lacking = new TestParts();
    lacking.with(new FakeProvider().named("host").lacking(Capability.EXPIRY, "it stays"));
    TestCaller plain = new TestCaller(home, lacking).env("PATH", "/bin:/usr/bin");
    assertThat(plain.run("run", "-d", "host", "--", "true")).as(plain.err()).isZero();
    TestCaller asked = new TestCaller(home, lacking).env("PATH", "/bin:/usr/bin");
    assertThat(asked.run("run", "-d", "host", "--ttl", "1h", "--", "true")).isEqualTo(121);
    assertThat(asked.err()).contains("it stays");
  }

  @Test
  void ownFailuresHaveCodesOfTheirOwnAndMakeNothing() {
    TestCaller check = caller();
    assertThat(check.run("run", "-d", "fake", "--fake-size", "huge", "--", "true")).isEqualTo(122);
    assertThat(caller().run("run", "-d", "fake", "true")).as("without --").isEqualTo(121);
    assertThat(caller().run("run", "-d", "fake", "--no-such", "--", "true")).isEqualTo(121);
    assertThat(caller().run("run", "-d", "nowhere", "--", "true")).isEqualTo(121);
    TestCaller missing = caller();
    assertThat(missing.run("run", "-d", "fake", "--", "no-such-program")).isEqualTo(127);
    assertThat(missing.err()).contains("cannot run \"no-such-program\"", "left:  nothing");
    assertThat(caller().run("run", "-d", "fake", "--", "/etc/passwd")).isEqualTo(126);
    parts.cloud().faultAt(2 + parts.cloud().calls().size(), Fault.REFUSED);
    assertThat(caller().run("run", "-d", "fake", "--", "true")).isEqualTo(120);
    assertThat(parts.cloud().inventory()).isEmpty();
  }

  @Test
  void aMachineOfACommandThatFailsCanBeKept() {
    TestCaller caller = caller();
    int code = caller.run("run", "-d", "fake", "--name", "r", "--keep-on-failure", "--", "false");
    assertThat(code).isEqualTo(1);
    assertThat(caller.err()).contains("kept until 2026-11-23T22:00:00Z", "jmachine rm r");
    assertThat(parts.cloud().inventory()).hasSize(2);
    assertThat(caller().run("run", "-d", "fake", "--keep-on-failure", "--", "true")).isZero();
    assertThat(parts.cloud().inventory()).hasSize(2);
  }

  @Test
  void aMachineThatCannotBeRemovedIsSaidAndHasACode() {
    TestCaller caller = caller();
    int calls = parts.cloud().calls().size();
    // check, disk, instance, two looks; then the first deletion
    parts.cloud().faultAt(calls + 6, Fault.REFUSED);
    assertThat(caller.run("run", "-d", "fake", "--name", "r", "--", "true"))
        .as(parts.cloud().calls() + caller.err())
        .isEqualTo(125);
    assertThat(caller.err()).contains("try:   jmachine rm r");
  }

  @Test
  void jsonTellsWhatHappensOneEventALine() {
    TestCaller caller = caller();
    assertThat(caller.run("run", "-d", "fake", "--json", "--", "true")).isZero();
    assertThat(caller.err().lines())
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"step\":\"Running true\""))
        .anyMatch(line -> line.contains("the command ended with code 0"));
  }
}
