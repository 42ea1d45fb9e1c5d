package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.fault.FaultCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCommandsTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  private void create(String name) {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "-q", name)).as(caller.err()).isZero();
  }

  @Test
  void createMakesAMachineAndSaysWhatToTypeNext() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "web-1")).isZero();
    assertThat(caller.out()).isEmpty();
    assertThat(caller.err())
        .contains("Machine \"web-1\" is ready: Docker Engine 28.2.2 at tcp://192.0.2.")
        .contains("docker --context jm-web-1 ps")
        .contains("eval \"$(jmachine env web-1)\"");
    assertThat(parts.contextNames()).containsExactly("web-1");
  }

  @Test
  void createMakesSeveralMachinesAtOnce() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "--count", "5", "--parallel", "2", "t")).isZero();
    assertThat(caller.err()).contains("5 of 5 machines are ready").contains("t-1 t-2 t-3 t-4 t-5");
    assertThat(parts.contextNames()).containsExactly("t-1", "t-2", "t-3", "t-4", "t-5");
  }

  @Test
  void createOfSeveralMakesNoneWhereANameIsTaken() {
    create("t-2");
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "--count", "3", "t")).isEqualTo(1);
    assertThat(caller.err()).contains("exist already").contains("cause: t-2");
    assertThat(parts.contextNames()).containsExactly("t-2");
  }

  @Test
  void oneOfSeveralThatFailsLeavesTheOthers() {
    parts.cloud().faultAt(2, Fault.REFUSED);
    TestCaller caller = caller();
    int code = caller.run("create", "-d", "fake", "--count", "3", "--parallel", "1", "t");
    assertThat(code).as(caller.err()).isEqualTo(1);
    assertThat(caller.err()).contains("2 of 3 machines are ready").contains("error:");
    assertThat(parts.contextNames()).hasSize(2);
  }

  @Test
  void aCountThatIsNoneIsRefused() {
    for (String count : new String[] {"0", "-1", "x", "1001"}) {
      TestCaller caller = caller();
      assertThat(caller.run("create", "-d", "fake", "--count", count, "t")).isEqualTo(2);
      assertThat(caller.err()).contains("takes a number from 1 to 1000");
    }
  }

  @Test
  void createTakesTheDriverAfterTheName() {
    assertThat(caller().run("create", "web-1", "--driver=fake")).isZero();
    assertThat(caller().run("create", "web-2", "-d", "fakecloud")).isZero();
  }

  @Test
  void createTakesTheDriverFromTheEnvironment() {
    assertThat(caller().env("MACHINE_DRIVER", "fake").run("create", "a")).isZero();
    assertThat(
            caller()
                .env("MACHINE_DRIVER", "nonsense")
                .env("JMACHINE_DRIVER", "fake")
                .run("create", "b"))
        .isZero();
  }

  @Test
  void anUnknownDriverListsTheKnownOnes() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fkae", "a")).isEqualTo(2);
    assertThat(caller.err())
        .isEqualTo(
            """
            error: unknown driver "fkae"
              cause: known are fake
              try:   did you mean "-d fake"?
            """);
  }

  @Test
  void aMisspeltOptionOfTheDriverIsSuggested() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "--fake-sise", "big", "a")).isEqualTo(2);
    assertThat(caller.err()).contains("unknown option --fake-sise", "did you mean --fake-size?");
  }

  @Test
  void aFailedCheckMakesNothingAndEndsWithThree() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "--fake-size", "huge", "a")).isEqualTo(3);
    assertThat(caller.err()).contains("there is no size \"huge\"").contains("left:  nothing");
    assertThat(parts.cloud().inventory()).isEmpty();
    assertThat(caller().run("status", "a")).isEqualTo(1);
  }

  @Test
  void aNameThatExistsIsRefusedWithWhatToDo() {
    create("web-1");
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "web-1")).isEqualTo(1);
    assertThat(caller.err())
        .contains("error: machine \"web-1\" already exists\n")
        .contains("  try:   jmachine start web-1\n")
        .contains("  or:    jmachine rm web-1\n");
  }

  @Test
  void namesThatCouldLeaveTheStoreAreUsageErrors() {
    for (String name : new String[] {"..", "a/b", "ü", "a".repeat(300), ".hidden", "a b"}) {
      TestCaller caller = caller();
      assertThat(caller.run("create", "-d", "fake", name)).as(name).isEqualTo(2);
      assertThat(caller.err()).startsWith("error: invalid machine name");
    }
    TestCaller option = caller();
    assertThat(option.run("create", "-d", "fake", "--", "-x")).isEqualTo(2);
    assertThat(option.err()).startsWith("error: invalid machine name \"-x\"");
  }

  @Test
  void dryRunShowsThePlanAndMakesNothing() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "--fake-size", "big", "--dry-run", "a")).isZero();
    assertThat(caller.out()).isEqualTo("driver fake\ndisk jm-a\ninstance jm-a\n  size: big\n");
    assertThat(parts.cloud().inventory()).isEmpty();
    assertThat(caller().run("url", "a")).isEqualTo(1);
  }

  @Test
  void aFailureWhileCreatingIsRolledBackAndToldOnce() {
    parts.cloud().faultAt(3, Fault.REFUSED);
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "a")).isEqualTo(1);
    assertThat(caller.err()).containsOnlyOnce("error:").contains("left:  nothing");
    assertThat(parts.cloud().inventory()).isEmpty();
  }

  @Test
  void secretsComeFromEnvironmentFileAndInputAndAreNotStored() throws IOException {
    Path file = Files.writeString(home.resolve("secret"), "s3cret-file\n");
    assertThat(
            caller()
                .env("PW", "s3cret-env")
                .run("create", "-d", "fake", "--fake-password", "env:PW", "a"))
        .isZero();
    assertThat(caller().run("create", "-d", "fake", "--fake-password", "file:" + file, "b"))
        .isZero();
    assertThat(
            caller()
                .reading("s3cret-in\n")
                .run("create", "-d", "fake", "--fake-password", "-", "c"))
        .isZero();
    TestCaller missing = caller();
    assertThat(missing.run("create", "-d", "fake", "--fake-password", "env:NONE", "d"))
        .isEqualTo(2);
    assertThat(missing.err()).contains("the environment variable NONE is not set");
    TestCaller inspect = caller();
    assertThat(inspect.run("inspect", "a", "b", "c")).isZero();
    assertThat(inspect.out()).doesNotContain("s3cret").doesNotContain("password");
  }

  @Test
  void urlAndIpComeFromTheRecordInTheOrderNamed() {
    create("a");
    create("b");
    int asked = parts.cloud().calls().size();
    TestCaller url = caller();
    assertThat(url.run("url", "b", "a")).isZero();
    assertThat(url.out()).matches("tcp://192\\.0\\.2\\.\\d+:2376\ntcp://192\\.0\\.2\\.\\d+:2376\n");
    TestCaller ip = caller();
    assertThat(ip.run("ip", "a")).isZero();
    assertThat(ip.out()).matches("192\\.0\\.2\\.\\d+\n");
    assertThat(parts.cloud().calls()).hasSize(asked);
  }

  @Test
  void aMachineThatDoesNotExistIsToldWithTheNearestName() {
    create("web-1");
    TestCaller near = caller();
    assertThat(near.run("url", "web-2")).isEqualTo(1);
    assertThat(near.err())
        .isEqualTo(
            """
            error: machine "web-2" does not exist
              try:   did you mean "web-1"?
            """);
  }

  @Test
  void withoutANameTheDefaultMachineIsMeantElseTheOnlyOne() {
    TestCaller none = caller();
    assertThat(none.run("url")).isEqualTo(2);
    assertThat(none.err()).contains("there is no machine yet", "jmachine create default");
    create("a");
    assertThat(caller().run("url")).isZero();
    create("b");
    TestCaller two = caller();
    assertThat(two.run("url")).isEqualTo(2);
    assertThat(two.err()).contains("there are a, b");
    create("default");
    assertThat(caller().run("url")).isZero();
  }

  @Test
  void statusIsOneWordFromTheDriver() {
    create("a");
    TestCaller running = caller();
    assertThat(running.run("status", "a")).isZero();
    assertThat(running.out()).isEqualTo("Running\n");
    parts.cloud().setState("a", MachineState.STOPPED);
    TestCaller stopped = caller();
    stopped.run("status", "a");
    assertThat(stopped.out()).isEqualTo("Stopped\n");
    parts.cloud().removeByHand("a");
    TestCaller gone = caller();
    assertThat(gone.run("status", "a")).isZero();
    assertThat(gone.out()).isEqualTo("Gone\n");
  }

  @Test
  @FaultCase(id = "F12", sees = "`Timeout` after the time of `--timeout`")
  void aStateThatNobodyKnowsIsAFailureThatStillPrintsItsWord() {
    create("a");
    parts.cloud().faultNext(Fault.REFUSED);
    TestCaller refused = caller();
    assertThat(refused.run("status", "a")).isEqualTo(1);
    assertThat(refused.out()).isEqualTo("Unreachable\n");
    assertThat(refused.err()).contains("FakeRefused");
    parts.cloud().faultNext(Fault.HANGS);
    TestCaller hanging = caller();
    assertThat(hanging.run("status", "a", "--timeout", "1")).isEqualTo(1);
    assertThat(hanging.out()).isEqualTo("Timeout\n");
  }

  @Test
  void powerCommandsTakeSeveralNamesAndReportEachFailureOnce() {
    create("a");
    create("b");
    assertThat(caller().run("stop", "a", "b")).isZero();
    TestCaller status = caller();
    status.run("status", "b");
    assertThat(status.out()).isEqualTo("Stopped\n");
    TestCaller start = caller();
    assertThat(start.run("start", "a", "nobody", "none-either", "b")).isEqualTo(1);
    assertThat(start.err())
        .containsOnlyOnce("error: machine \"nobody\" does not exist")
        .containsOnlyOnce("error: machine \"none-either\" does not exist");
    TestCaller started = caller();
    started.run("status", "a");
    assertThat(started.out()).isEqualTo("Running\n");
  }

  @Test
  void aNewAddressAfterAStartIsTold() {
    create("a");
    caller().run("stop", "a");
    parts.cloud().changingAddresses();
    TestCaller start = caller();
    assertThat(start.run("start", "a")).isZero();
    assertThat(start.err()).contains("a: its address is now tcp://192.0.2.");
  }

  @Test
  void rmAsksOnATerminalAndObeysTheAnswer() {
    create("a");
    TestCaller no = caller().typing("n\n");
    assertThat(no.run("rm", "a")).isEqualTo(130);
    assertThat(no.err()).contains("Are you sure? (y/n):").contains("nothing was removed");
    assertThat(parts.cloud().inventory()).isNotEmpty();
    TestCaller yes = caller().typing("y\n");
    assertThat(yes.run("rm", "a")).isZero();
    assertThat(parts.cloud().inventory()).isEmpty();
    assertThat(parts.contextNames()).isEmpty();
    assertThat(home.resolve(".jmachine/machines/a")).doesNotExist();
  }

  @Test
  void rmWithoutATerminalNeedsYes() {
    create("a");
    TestCaller caller = caller();
    assertThat(caller.run("rm", "a")).isEqualTo(2);
    assertThat(caller.err()).contains("jmachine rm -y a");
    assertThat(caller().run("rm", "-y", "a")).isZero();
  }

  @Test
  void rmOfAMachineThatIsNotThereFailsUnlessForced() {
    assertThat(caller().run("rm", "-y", "a")).isEqualTo(1);
    TestCaller forced = caller();
    assertThat(forced.run("rm", "-f", "a")).isZero();
    assertThat(forced.err()).contains("warning: there is no such machine");
  }

  @Test
  void rmByForceTakesADamagedRecordAway() throws IOException {
    create("a");
    Path record = home.resolve(".jmachine/machines/a/machine.json");
    Files.writeString(record, "{\"name\":");
    assertThat(caller().run("rm", "-y", "a")).isEqualTo(1);
    assertThat(record).exists();
    TestCaller forced = caller();
    assertThat(forced.run("rm", "-f", "a")).isZero();
    assertThat(forced.err()).contains("its host may be left");
    assertThat(record.getParent()).doesNotExist();
  }

  @Test
  void aMachineOfADriverThatIsNotInstalledSaysSo() {
    parts.with(new FakeProvider().named("other"));
    assertThat(caller().run("create", "-d", "other", "a")).isZero();
    TestCaller without = new TestCaller(home);
    assertThat(without.run("status", "a")).isEqualTo(2);
    assertThat(without.err()).contains("unknown driver \"other\"", "known are fake");
  }

  @Test
  void configPrintsDockersOptions() {
    create("a");
    TestCaller caller = caller();
    assertThat(caller.run("config", "a")).isZero();
    Path folder = home.resolve(".jmachine/machines/a");
    assertThat(caller.out())
        .startsWith(
            "--tlsverify\n--tlscacert=\""
                + folder
                + "/ca.pem\"\n--tlscert=\""
                + folder
                + "/cert.pem\"\n--tlskey=\""
                + folder
                + "/key.pem\"\n-H=tcp://192.0.2.")
        .endsWith(":2376\n");
  }

  @Test
  void activeFollowsTheHostThenTheContextOfTheEnvironment() {
    create("a");
    create("b");
    TestCaller url = caller();
    url.run("url", "b");
    TestCaller byHost = caller().env("DOCKER_HOST", url.out().strip());
    assertThat(byHost.run("active")).isZero();
    assertThat(byHost.out()).isEqualTo("b\n");
    TestCaller byContext = caller().env("DOCKER_CONTEXT", "jm-a");
    assertThat(byContext.run("active")).isZero();
    assertThat(byContext.out()).isEqualTo("a\n");
    assertThat(caller().run("active")).isEqualTo(1);
  }
}
