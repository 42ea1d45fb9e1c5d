package dev.jmachine.cli.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.TestCaller;
import dev.jmachine.cli.TestParts;
import dev.jmachine.testkit.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignDriverTest {
  @TempDir private Path home;
  @TempDir private Path install;

  @BeforeEach
  void makeDriver() throws IOException {
    launches("for a in \"$@\"; do echo \"$a\"; done > \"$0.args\"; exit 7");
  }

  private void launches(String script) throws IOException {
    Path folder = Files.createDirectories(install.resolve("drivers/hello"));
    Files.writeString(
        folder.resolve("driver.properties"), "name=hello\naliases=hi, hallo\nsummary=greets\n");
    Path launch = folder.resolve("launch");
    Files.writeString(launch, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launch, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private TestCaller caller() {
    return new TestCaller(home).installed(install);
  }

  private List<String> given() throws IOException {
    return Files.readAllLines(install.resolve("drivers/hello/launch.args"));
  }

  /** A record of the driver "hello", made by a fake of that name. */
  private void makeMachine(String name) {
    TestParts parts = new TestParts().with(new FakeProvider().named("hello"));
    assertThat(new TestCaller(home, parts).run("create", "-d", "hello", "-q", name)).isZero();
  }

  @Test
  void aCreateIsHandedOverAsItIsAndItsExitCodeComesBack() throws IOException {
    assertThat(caller().run("-s", "/x y", "create", "-d", "hi", "--hello-x", "$a b", "m"))
        .isEqualTo(7);
    assertThat(given())
        .containsExactly("-s", "/x y", "create", "-d", "hi", "--hello-x", "$a b", "m");
  }

  @Test
  void theHelpOfACreateIsTheDrivers() throws IOException {
    assertThat(caller().run("create", "--driver=hello", "--help")).isEqualTo(7);
    assertThat(given()).containsExactly("create", "--driver=hello", "--help");
  }

  @Test
  void anUnknownDriverListsThoseWithAJvmOfTheirOwnToo() {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "nope", "m")).isEqualTo(2);
    assertThat(caller.err()).contains("known are fake, hello");
  }

  @Test
  void theRecordDecidesForACommandOnAMachine() throws IOException {
    makeMachine("m");
    assertThat(caller().run("status", "m")).isEqualTo(7);
    assertThat(given()).containsExactly("status", "m");
  }

  @Test
  void machinesOfSeveralDriversAreDoneByTheJvmOfEach() throws IOException {
    makeMachine("m");
    TestParts parts = new TestParts();
    assertThat(new TestCaller(home, parts).run("create", "-d", "fake", "-q", "n")).isZero();
    TestCaller rm = new TestCaller(home, parts).installed(install).typing("y\n");
    assertThat(rm.run("rm", "m", "n")).isEqualTo(7);
    assertThat(given()).containsExactly("--assume-yes", "rm", "m", "n");
    assertThat(parts.cloud().inventory()).as("n is done here").isEmpty();
  }

  @Test
  void inTheJvmOfADriverTheMachinesOfOthersAreLeftAlone() {
    makeMachine("m");
    TestParts parts = new TestParts().with(new FakeProvider().named("hello"));
    assertThat(new TestCaller(home, parts).run("create", "-d", "fake", "-q", "n")).isZero();
    int calls = parts.cloud().calls().size();
    TestCaller inJvm = new TestCaller(home, parts).installed(install).inJvmOf("hello");
    assertThat(inJvm.run("rm", "-y", "n", "nobody")).isZero();
    assertThat(parts.cloud().calls()).hasSize(calls);
  }

  @Test
  void lsAsksTheDriversJvmAndMerges() throws IOException {
    makeMachine("m");
    makeMachine("k");
    launches(
        """
        echo "$*" > "$0.args"
        while read -r n; do
          echo "{\\"name\\":\\"$n\\",\\"kind\\":\\"seen\\",\\"state\\":\\"STOPPED\\"}"
        done
        """);
    TestCaller ls = caller();
    assertThat(ls.run("ls")).isZero();
    assertThat(ls.out())
        .containsPattern("k +- +hello +Stopped")
        .containsPattern("m +- +hello +Stopped");
    assertThat(given().getFirst())
        .matches("--storage-path " + home + "/.jmachine observe-machines --timeout \\d+");
  }

  @Test
  void aDriversJvmThatFailsIsAnErrorInItsRowsAlone() throws IOException {
    makeMachine("m");
    launches("cat > /dev/null; echo 'no SDK' >&2; exit 1");
    TestCaller ls = caller();
    assertThat(ls.run("ls")).isZero();
    assertThat(ls.out()).containsPattern("m +- +hello +Unreachable .*driver hello failed: no SDK");
  }

  @Test
  void aDriversJvmThatHangsIsATimeoutWithinTheTimeout() throws IOException {
    makeMachine("m");
    launches("exec sleep 60");
    long start = System.nanoTime();
    TestCaller ls = caller();
    assertThat(ls.run("ls", "--timeout", "1")).isZero();
    assertThat(ls.out()).containsPattern("m +- +hello +Timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void theDriversJvmAnswersAboutTheMachinesItIsAskedFor() {
    makeMachine("m");
    TestParts parts = new TestParts().with(new FakeProvider().named("hello"));
    TestCaller observe = new TestCaller(home, parts).inJvmOf("hello").reading("m\n");
    assertThat(observe.run("observe-machines")).isZero();
    assertThat(observe.out()).isEqualTo("{\"name\":\"m\",\"kind\":\"gone\"}\n");
    assertThat(new TestCaller(home, parts).run("observe-machines")).as("by a user").isEqualTo(2);
  }
}
