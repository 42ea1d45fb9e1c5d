package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.testkit.FakeProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalCommandsTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  private void create(String... arguments) {
    TestCaller caller = caller();
    String[] all = new String[arguments.length + 4];
    System.arraycopy(new String[] {"create", "-d", "fake", "-q"}, 0, all, 0, 4);
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    assertThat(caller.run(all)).as(caller.err()).isZero();
  }

  @Test
  void whoRemovesAnUnknownMachineIsNotAdvisedToCreateIt() {
    create("web-1");
    TestCaller near = caller();
    assertThat(near.run("rm", "-y", "web-2")).isEqualTo(1);
    assertThat(near.err()).contains("did you mean \"web-1\"?").doesNotContain("create");
    TestCaller far = caller();
    assertThat(far.run("rm", "-y", "something-else")).isEqualTo(1);
    assertThat(far.err()).contains("try:   jmachine ls").doesNotContain("create");
    assertThat(caller().run("rm", "-f", "something-else")).isZero();
  }

  @Test
  void forgettingNeedsNoDriverAndTellsWhatMayBeLeft() {
    create("web");
    TestCaller rm = new TestCaller(home, new TestParts());
    int calls = parts.cloud().calls().size();
    assertThat(rm.run("rm", "--forget", "-y", "web")).as(rm.err()).isZero();
    assertThat(rm.err())
        .contains("may be left at the provider: disk disk-1", "instance instance-2");
    assertThat(parts.cloud().calls()).hasSize(calls);
    assertThat(home.resolve(".jmachine/machines/web")).doesNotExist();
    TestCaller again = caller();
    assertThat(again.run("rm", "--forget", "-y", "web")).isEqualTo(1);
    assertThat(again.err()).contains("does not exist");
  }

  @Test
  void aLockedMachineIsRefusedAndShownAndRemovedAfterUnlock() {
    create("web");
    assertThat(caller().run("lock", "web")).isZero();
    TestCaller rm = caller();
    assertThat(rm.run("rm", "-f", "web")).isEqualTo(1);
    assertThat(rm.err()).contains("locked against removal", "try:   jmachine unlock web");
    TestCaller ls = caller();
    assertThat(ls.run("ls")).isZero();
    assertThat(ls.out()).containsPattern("web .* d, locked");
    TestCaller json = caller();
    assertThat(json.run("ls", "-o", "json")).isZero();
    assertThat(json.out()).contains("\"locked\":true");
    TestCaller inspect = caller();
    assertThat(inspect.run("inspect", "web")).isZero();
    assertThat(inspect.out()).containsPattern("\"locked\" *: *true");
    assertThat(caller().run("stop", "web")).as("stop is no removal").isZero();
    assertThat(caller().run("unlock", "web")).isZero();
    assertThat(caller().run("rm", "-y", "web")).isZero();
    assertThat(parts.cloud().inventory()).isEmpty();
  }

  @Test
  void theLedgerIsShownAsATableAndAsJson() {
    create("web");
    TestCaller table = caller();
    assertThat(table.run("inspect", "--resources", "web")).isZero();
    assertThat(table.out())
        .containsPattern("KIND +ID +TOKEN")
        .containsPattern("instance +instance-2 +jm-");
    TestCaller json = caller();
    assertThat(json.run("inspect", "--resources", "-o", "json", "web")).isZero();
    assertThat(json.out()).contains("disk-1", "attributes");
  }

  @Test
  void whatIsLeftOfATimeToLiveIsShownAndExtended() {
    create("--ttl", "90m", "web");
    TestCaller before = caller();
    assertThat(before.run("ls")).isZero();
    assertThat(before.out()).containsPattern("web .* 1 h\\b");
    TestCaller extend = caller();
    assertThat(extend.run("extend", "web", "3h")).as(extend.err()).isZero();
    assertThat(extend.err()).contains("ends at 2026-11-23T23:00:00Z");
    TestCaller never = caller();
    assertThat(never.run("extend", "--never", "web")).as(never.err()).isZero();
    TestCaller after = caller();
    assertThat(after.run("extend", "web", "1h")).isEqualTo(1);
    assertThat(after.err()).contains("does not end by itself");
    assertThat(caller().run("extend", "web")).isEqualTo(2);
    assertThat(caller().run("extend", "web", "soon")).isEqualTo(2);
    assertThat(caller().run("create", "-d", "fake", "--ttl", "5s", "x")).isEqualTo(2);
  }

  @Test
  void aDriverThatCannotEndItsHostsSaysWhy() {
    TestParts lacking = new TestParts();
    lacking.with(new FakeProvider().named("host").lacking(Capability.EXPIRY, "it stays"));
    TestCaller create = new TestCaller(home, lacking);
    assertThat(create.run("create", "-d", "host", "--ttl", "1h", "x")).isEqualTo(2);
    assertThat(create.err()).contains("with --ttl", "cause: it stays");
  }

  @Test
  void theWatchRemovesOnlyWhatItWatchesFor() throws Exception {
    create("--ttl", "1h", "web");
    String record = Files.readString(home.resolve(".jmachine/machines/web/machine.json"));
    String uid = record.replaceAll("(?s).*\"uid\" *: *\"([a-z0-9]+)\".*", "$1");
    String expires = "2026-11-23T21:00:00Z";
    assertThat(caller().run("expire-machine", "web", "another", expires)).isZero();
    assertThat(caller().run("expire-machine", "web", uid, "2026-11-23T20:30:00Z"))
        .as("extended since: to be tried again")
        .isEqualTo(1);
    assertThat(parts.cloud().inventory()).hasSize(2);
    assertThat(caller().run("expire-machine", "web", uid, expires)).isZero();
    assertThat(parts.cloud().inventory()).isEmpty();
    assertThat(caller().run("expire-machine", "web", uid, expires)).isZero();
  }
}
