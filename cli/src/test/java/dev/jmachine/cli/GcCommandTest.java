package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcCommandTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  private void orphan(String name) throws IOException {
    TestCaller caller = caller();
    assertThat(caller.run("create", "-d", "fake", "-q", name)).as(caller.err()).isZero();
    Files.move(home.resolve(".jmachine/machines/" + name), home.resolve("lost-" + name));
  }

  @Test
  void aDryRunShowsWhatWouldBeDeletedAndDeletesNothing() throws Exception {
    orphan("web");
    TestCaller gc = caller();
    assertThat(gc.run("gc", "--dry-run", "--older-than", "0")).as(gc.err()).isZero();
    assertThat(gc.out())
        .containsPattern("DRIVER +MACHINE +REASON +AGE +RESOURCES")
        .containsPattern("fake +web +unclaimed +0 min +disk disk-1, instance instance-2");
    assertThat(gc.err()).contains("1 would be deleted");
    assertThat(parts.cloud().inventory()).hasSize(2);
  }

  @Test
  void whatIsYoungStaysForTenMinutes() throws Exception {
    orphan("web");
    TestCaller gc = caller();
    assertThat(gc.run("gc", "-y")).isZero();
    assertThat(gc.err()).contains("nothing is left over");
    assertThat(parts.cloud().inventory()).hasSize(2);
  }

  @Test
  void foldersOfNamesThatWereOnlyReservedGo() throws Exception {
    orphan("web");
    Path reserved = Files.createDirectory(home.resolve(".jmachine/machines/killed"));
    assertThat(caller().run("gc", "--dry-run")).isZero();
    assertThat(reserved).isDirectory();
    assertThat(caller().run("gc", "-y")).isZero();
    assertThat(reserved).doesNotExist();
    assertThat(home.resolve(".jmachine/locks/web.lock")).doesNotExist();
  }

  @Test
  void jsonTellsWhatCameOfEach() throws Exception {
    orphan("web");
    TestCaller gc = caller();
    assertThat(gc.run("gc", "-y", "--older-than", "0", "-o", "json")).as(gc.err()).isZero();
    assertThat(gc.out())
        .startsWith("[{")
        .contains("\"machine\":\"web\"", "\"reason\":\"unclaimed\"", "\"result\":\"deleted\"");
    assertThat(parts.cloud().inventory()).isEmpty();
  }

  @Test
  void somethingThatCannotBeDeletedIsAFailureForCron() throws Exception {
    orphan("web");
    // the list, then the first deletion
    parts.cloud().faultAt(parts.cloud().calls().size() + 2, Fault.REFUSED);
    TestCaller gc = caller();
    assertThat(gc.run("gc", "-y", "--older-than", "0")).isEqualTo(1);
    assertThat(gc.err()).contains("0 deleted, 1 could not be", "jmachine gc");
    assertThat(caller().run("gc", "-y", "--older-than", "0")).isZero();
    assertThat(parts.cloud().inventory()).isEmpty();
  }

  @Test
  void itAsksFirstAndNeedsATerminalForThat() throws Exception {
    orphan("web");
    assertThat(caller().run("gc", "--older-than", "0")).isEqualTo(2);
    TestCaller no = caller().typing("n\n");
    assertThat(no.run("gc", "--older-than", "0")).isEqualTo(130);
    assertThat(parts.cloud().inventory()).hasSize(2);
    TestCaller yes = caller().typing("y\n");
    assertThat(yes.run("gc", "--older-than", "0")).as(yes.err()).isZero();
    assertThat(parts.cloud().inventory()).isEmpty();
  }

  @Test
  void aDriverThatCannotBeAskedIsAFailureAndTheOthersAreAsked() throws Exception {
    orphan("web");
    TestParts both = parts.with(new FakeProvider().named("other"));
    both.cloud().faultNext(Fault.REFUSED);
    TestCaller gc = new TestCaller(home, both);
    assertThat(gc.run("gc", "--dry-run")).isEqualTo(1);
    assertThat(gc.err()).contains("FakeRefused");
  }

  @Test
  void aRegionIsOneOfADriverThatHasRegions() {
    TestCaller gc = caller();
    assertThat(gc.run("gc", "-d", "fake", "--region", "eu", "--dry-run")).isEqualTo(2);
    assertThat(gc.err()).contains("driver fake has no regions");
    assertThat(caller().run("gc", "--region", "eu", "--dry-run")).isZero();
    assertThat(caller().run("gc", "-d", "nowhere")).isEqualTo(2);
  }

  @Test
  void aDriverThatFindsNothingIsNotAsked() {
    TestParts lacking =
        new TestParts().with(new FakeProvider().named("host").lacking(Capability.FIND, "no tags"));
    TestCaller gc = new TestCaller(home, lacking);
    assertThat(gc.run("gc", "-d", "host", "-y")).as(gc.err()).isZero();
  }
}
