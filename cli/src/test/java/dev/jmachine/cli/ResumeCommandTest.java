package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.testkit.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code create --on-error} and {@code create --resume}, and what other commands say meanwhile. */
class ResumeCommandTest {
  @TempDir Path home;
  private final TestParts parts = new TestParts();

  @Test
  void aKeptCreateIsShownAsInterruptedWithWhatToType() {
    TestCaller kept = keep("a");

    assertThat(kept.err())
        .contains("  left:  disk disk-1, instance instance-2, and a record that can be resumed\n")
        .contains("  try:   jmachine create --resume a\n")
        .contains("  or:    jmachine rm a\n");
    TestCaller status = caller();
    assertThat(status.run("status", "a")).isZero();
    assertThat(status.out()).isEqualTo("Interrupted\n");
    assertThat(status.err()).contains("\"Creating host\"; jmachine create --resume a, or");
    TestCaller ls = caller();
    assertThat(ls.run("ls")).isZero();
    assertThat(ls.out()).containsPattern("a .* Interrupted .* jmachine create --resume a, or jm");
  }

  @Test
  void resumeEndsWithAReadyMachineAndTheSameHost() {
    keep("a");
    TestCaller resume = caller();

    assertThat(resume.run("create", "--resume", "a")).isZero();

    assertThat(resume.err()).contains("Machine \"a\" is ready");
    assertThat(parts.cloud().inventory()).hasSize(2);
    assertThat(parts.contextNames()).containsExactly("a");
  }

  @Test
  void resumeFindsTheStoreThatTheOptionNames() {
    Path other = home.resolve("other");
    parts.cloud().faultAt(4, Fault.REFUSED);
    String[] words = {"create", "-d", "fake", "--on-error", "keep", "-s", other.toString(), "a"};
    assertThat(caller().run(words)).isEqualTo(1);

    assertThat(caller().run("create", "--resume", "a")).isEqualTo(1);
    assertThat(caller().run("--storage-path", other.toString(), "create", "--resume=a")).isZero();
  }

  @Test
  void optionsThatTheRecordHasSettledAreRefused() {
    keep("a");
    for (String[] words :
        new String[][] {
          {"create", "--resume", "a", "--fake-size", "big"},
          {"create", "--resume", "a", "--engine-label", "a=b"},
          {"create", "--resume", "a", "--dry-run"},
          {"create", "--resume", "a", "b"}
        }) {
      assertThat(caller().run(words)).as(String.join(" ", words)).isEqualTo(2);
    }
    assertThat(caller().run("create", "--resume", "a", "--fake-password", "new")).isZero();
  }

  @Test
  void resumeOfWhatIsReadyOrNotThereSaysWhatToType() {
    assertThat(caller().run("create", "-d", "fake", "a")).isZero();
    TestCaller ready = caller();
    assertThat(ready.run("create", "--resume", "a")).isEqualTo(1);
    assertThat(ready.err()).contains("the machine is ready").contains("jmachine status a");
    TestCaller nobody = caller();
    assertThat(nobody.run("create", "--resume", "nobody")).isEqualTo(1);
    assertThat(nobody.err()).contains("machine \"nobody\" does not exist");
  }

  @Test
  void createOfAnInterruptedNameSaysHowToGoOn() {
    keep("a");
    TestCaller again = caller();
    assertThat(again.run("create", "-d", "fake", "a")).isEqualTo(1);
    assertThat(again.err())
        .contains("its creation was interrupted")
        .contains("jmachine create --resume a")
        .contains("jmachine rm a");
  }

  @Test
  void askKeepsOrCleansAsTheAnswerSaysAndNeedsATerminal() {
    parts.cloud().faultAt(4, Fault.REFUSED);
    TestCaller yes = caller().typing("y\n");
    assertThat(yes.run("create", "-d", "fake", "--on-error", "ask", "a")).isEqualTo(1);
    assertThat(yes.err()).contains("Keep disk disk-1, instance instance-2");
    assertThat(parts.cloud().inventory()).hasSize(2);
    assertThat(caller().run("rm", "-y", "a")).isZero();

    parts.cloud().faultAt(parts.cloud().calls().size() + 4, Fault.REFUSED);
    TestCaller no = caller().typing("n\n");
    assertThat(no.run("create", "-d", "fake", "--on-error", "ask", "a")).isEqualTo(1);
    assertThat(parts.cloud().inventory()).isEmpty();

    TestCaller nobody = caller();
    assertThat(nobody.run("create", "-d", "fake", "--on-error", "ask", "a")).isEqualTo(2);
    assertThat(nobody.err()).contains("there is no terminal");
    assertThat(caller().run("create", "-d", "fake", "--on-error", "what", "a")).isEqualTo(2);
  }

  @Test
  void aCreateWithoutANameIsAUsageError() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake")).isEqualTo(2);
    assertThat(caller.err()).contains("no name");
  }

  private TestCaller keep(String name) {
    parts.cloud().faultAt(parts.cloud().calls().size() + 4, Fault.REFUSED);
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "--on-error", "keep", name)).isEqualTo(1);
    return caller;
  }

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }
}
