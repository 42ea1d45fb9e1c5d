package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at every point of every verb of the drivers that answer at once. In the profile nightly at
 * each time that a point is passed, else at the first.
 */
@Timeout(3600)
class KillIT {
  private static final Function<List<String>, List<Moment>> CHOICE =
      Nightly.is() ? Moment::all : Moment::ofEachName;

  @TempDir Path home;
  private Sandbox user;
  private HelloSubject hello;

  @BeforeEach
  void aCloudOfOnesOwn() throws Exception {
    user = new Sandbox(home);
    hello = new HelloSubject(Files.createDirectory(home.resolve("cloud")));
  }

  @Test
  @FaultCase(
      id = {"F1", "F2", "F3", "F4"},
      sees =
          "`ls` shows Interrupted, the step and both ways out; `create --resume` "
              + "finishes with the same host, `rm` leaves nothing")
  void aCreateThatIsKilledAnywhereIsFinishedOrRemoved() throws Exception {
    List<KillRow> rows = KillMatrix.of(user, hello, CHOICE).create();
    KillTable.put(rows);
    assertThat(rows)
        .extracting(KillRow::point)
        .contains(
            "name reserved",
            "before Checking",
            "instance intended, not made",
            "instance made, its id not written",
            "instance made",
            "host known",
            "record written, not on the disk",
            "machine ready");
  }

  @Test
  @FaultCase(id = "F6", sees = "`ls` shows Interrupted and `rm`, which finishes")
  void aRemovalThatIsKilledAnywhereIsFinishedByTheNext() throws Exception {
    List<KillRow> rows = KillMatrix.of(user, hello, CHOICE).rm();
    KillTable.put(rows);
    assertThat(rows)
        .extracting(KillRow::point)
        .contains(
            "before Deleting instance",
            "instance deleted, still in the ledger",
            "all but the record deleted",
            "record deleted");
  }

  @Test
  void aChangeOfPowerThatIsKilledAnywhereIsFinishedByTheNext() throws Exception {
    KillMatrix matrix = KillMatrix.of(user, hello, CHOICE);
    List<KillRow> rows = new ArrayList<>();
    rows.addAll(matrix.verb("stop", "start", "Stopped"));
    rows.addAll(matrix.verb("start", "stop", "Running"));
    if (Nightly.is()) {
      rows.addAll(matrix.verb("kill", "start", "Stopped"));
      rows.addAll(matrix.verb("restart", "start", "Running"));
    }
    KillTable.put(rows);
    assertThat(rows).extracting(KillRow::verb).contains("stop", "start");
  }

  @Test
  void withTheDriverNoneToo() throws Exception {
    KillMatrix matrix = KillMatrix.of(user, new NoneSubject(), CHOICE);
    List<KillRow> rows = new ArrayList<>(matrix.create());
    rows.addAll(matrix.rm());
    KillTable.put(rows);
    assertThat(rows).extracting(KillRow::verb).contains("create", "rm");
  }
}
