package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsCommandTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  private void create(String name, String... options) {
    String[] arguments = new String[options.length + 5];
    System.arraycopy(new String[] {"create", "-d", "fake", "-q", name}, 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    assertThat(caller().run(arguments)).isZero();
  }

  private String ls(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "ls";
    System.arraycopy(options, 0, arguments, 1, options.length);
    TestCaller caller = caller();
    assertThat(caller.run(arguments)).as(caller.err()).isZero();
    return caller.out().replaceAll(Pattern.quote("192.0.2.") + "\\d", "192.0.2.N");
  }

  @Test
  void withoutMachinesThereAreHeadingsAlone() {
    assertThat(ls())
        .isEqualTo("NAME    ACTIVE   DRIVER   STATE   URL     ENGINE   EXPIRES   ERRORS\n");
    assertThat(ls("-q")).isEmpty();
    assertThat(ls("-o", "json")).isEqualTo("[]\n");
  }

  @Test
  void theTableShowsStatesEnginesAndCertificatesEnds() {
    create("web-10");
    create("web-2");
    parts.cloud().setState("web-2", MachineState.STOPPED);
    assertThat(ls())
        .isEqualTo(
            """
            NAME     ACTIVE   DRIVER   STATE     URL                    ENGINE   EXPIRES   ERRORS
            web-2    -        fake     Stopped   tcp://192.0.2.N:2376            39 d
            web-10   -        fake     Running   tcp://192.0.2.N:2376   28.2.2   39 d
            """);
  }

  @Test
  void oneCallServesAllMachinesOfADriver() {
    create("a");
    create("b");
    create("c");
    int before = parts.cloud().calls().size();
    ls();
    assertThat(parts.cloud().calls().size() - before).isEqualTo(1);
  }

  @Test
  void quietAsksNobodyUnlessAStateIsWanted() {
    create("a");
    create("b");
    parts.cloud().setState("b", MachineState.STOPPED);
    int before = parts.cloud().calls().size();
    assertThat(ls("-q")).isEqualTo("a\nb\n");
    assertThat(parts.cloud().calls()).hasSize(before);
    assertThat(ls("-q", "--filter", "state=stopped")).isEqualTo("b\n");
  }

  @Test
  void filtersOfOneKeyAreAlternativesAndKeysAddUp() {
    create("web-1", "--engine-label", "env=prod");
    create("web-2");
    create("db-1", "--engine-label", "env=prod");
    assertThat(ls("-q", "--filter", "name=^web")).isEqualTo("web-1\nweb-2\n");
    assertThat(ls("-q", "--filter", "NAME=2$", "--filter", "name=db")).isEqualTo("db-1\nweb-2\n");
    assertThat(ls("-q", "--filter", "name=web", "--filter", "label=env=prod")).isEqualTo("web-1\n");
    assertThat(ls("-q", "--filter", "driver=none")).isEmpty();
  }

  @Test
  void aWrongFilterIsAUsageError() {
    TestCaller key = caller();
    assertThat(key.run("ls", "--filter", "colour=red")).isEqualTo(2);
    assertThat(key.err())
        .contains("unknown filter key \"colour\"", "name, driver, state and label");
    assertThat(caller().run("ls", "--filter", "name")).isEqualTo(2);
    assertThat(caller().run("ls", "--filter", "name=[")).isEqualTo(2);
  }

  @Test
  void aDamagedRecordIsARowThatSpoilsNoOther() throws IOException {
    create("good");
    create("bad");
    Files.writeString(home.resolve(".jmachine/machines/bad/machine.json"), "{");
    assertThat(ls()).containsPattern("bad +- +Error ").containsPattern("good +- +fake +Running");
    assertThat(ls("-o", "json")).contains("\"name\":\"bad\"", "\"state\":\"Error\"");
  }

  @Test
  void aProviderThatHangsIsShownAsTimedOutWithinTheTimeout() {
    create("a");
    parts.cloud().faultNext(Fault.HANGS);
    long start = System.nanoTime();
    assertThat(ls("--timeout", "1")).containsPattern("a +- +fake +Timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aProviderThatRefusesIsAnErrorInTheRow() {
    create("a");
    parts.cloud().faultNext(Fault.REFUSED);
    assertThat(ls()).containsPattern("a +- +fake +Unreachable .*FakeRefused");
  }

  @Test
  void anEngineThatDoesNotAnswerIsAnErrorInTheRow() {
    create("a");
    parts.mute();
    assertThat(ls()).containsPattern("a +- +fake +Running .*connection refused");
  }

  @Test
  void aHostThatIsGoneSaysHowToForgetIt() {
    create("a");
    parts.cloud().removeByHand("a");
    assertThat(ls()).containsPattern("a +- +fake +Gone .*jmachine rm a");
  }

  @Test
  void aCreateThatWasKilledIsShownAsInterrupted() throws IOException {
    create("a");
    Path record = home.resolve(".jmachine/machines/a/machine.json");
    Files.writeString(record, Files.readString(record).replace("\"READY\"", "\"CREATING\""));
    assertThat(ls()).containsPattern("a +- +fake +Interrupted");
    TestCaller status = caller();
    assertThat(status.run("status", "a")).isZero();
    assertThat(status.out()).isEqualTo("Interrupted\n");
  }

  @Test
  void theActiveMachineIsMarked() {
    create("a");
    create("b");
    TestCaller caller = caller().env("DOCKER_CONTEXT", "jm-b");
    assertThat(caller.run("ls")).isZero();
    assertThat(caller.out()).containsPattern("a +- ").containsPattern("b +\\* ");
  }
}
