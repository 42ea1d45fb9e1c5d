package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills around a real virtual machine: at every point before its boot, and later again and again on
 * the same one, which every create that goes on must take as it is.
 */
@Timeout(7200)
class QemuKillIT {
  @TempDir Path home;
  private Machines machines;

  @BeforeEach
  void aStoreOfOnesOwn() {
    QemuSubject.whyNot().ifPresent(why -> abort(why));
    Sandbox user = new Sandbox(home);
    machines = new Machines(user, new QemuSubject(user.store()));
  }

  @AfterEach
  void nothingGoesOnRunning() throws Exception {
    Map<String, String> left = machines.list();
    if (!left.isEmpty()) {
      machines.run("rm -f " + String.join(" ", left.keySet()));
    }
  }

  @Test
  @FaultCase(
      id = {"F3", "F5"},
      sees =
          "`create --resume` goes on with the virtual machine that runs and repeats nothing that"
              + " was done")
  void aVirtualMachineOutlivesEveryKillOfItsCreateAndOfLaterCommands() throws Exception {
    KillChain chain = new KillChain(machines, Nightly.is() ? 1 : 14);
    List<KillRow> rows = new ArrayList<>(beforeTheBoot());
    stoppedBeforeTheBoot("dev").kill();
    List<String> processes = machines.subject().inventory();
    assertThat(processes).hasSize(1);

    rows.addAll(chain.run("create", "create --resume dev", point -> requireSame(processes, point)));
    assertThat(machines.list().get("dev")).contains("\"Running\"").doesNotContain("engine\":null");
    rows.addAll(chain.run("provision", "provision dev", point -> requireSame(processes, point)));
    rows.addAll(
        chain.run(
            "regenerate-certs", "regenerate-certs -f dev", point -> requireSame(processes, point)));
    assertThat(machines.list().get("dev")).contains("\"Running\"").doesNotContain("engine\":null");
    rows.addAll(chain.run("kill", "kill dev", point -> {}));
    rows.addAll(chain.run("rm", "rm -y dev", point -> {}));
    requireNothing();
    KillTable.put(rows);
  }

  /** One of each name; what is left is removed in one go. */
  private List<KillRow> beforeTheBoot() throws Exception {
    WatchedRun recording = stoppedBeforeTheBoot("first");
    recording.kill();
    machines.ok("rm -y first");
    List<String> points = recording.reached();
    List<Moment> moments = Nightly.is() ? Moment.all(points) : Moment.ofEachName(points);
    Map<String, Integer> kills = new TreeMap<>();
    moments.forEach(moment -> kills.merge(moment.point(), 1, Integer::sum));
    Workers.each(
        moments,
        moment ->
            WatchedRun.kill(
                machines.user(), machines.create("rm" + moment.number()), moment.number()));
    Map<String, String> listed = machines.list();
    assertThat(listed.values())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).contains("\"Interrupted\"", "create --resume rm"));
    machines.ok("rm -y " + String.join(" ", listed.keySet()));
    requireNamesAreFree(moments);
    requireNothing();
    List<KillRow> rows = new ArrayList<>();
    kills.forEach((point, times) -> rows.add(new KillRow("qemu", "create", point, times, 0, 0)));
    return rows;
  }

  private WatchedRun stoppedBeforeTheBoot(String name) throws Exception {
    return WatchedRun.stopped(machines.user(), machines.create(name), "process made");
  }

  private void requireSame(List<String> processes, String point) throws Exception {
    assertThat(machines.subject().inventory()).as("after a kill at %s", point).isEqualTo(processes);
    assertThat(machines.list().get("dev")).doesNotContain("\"Error\"", "\"Gone\"");
  }

  private void requireNothing() throws Exception {
    assertThat(machines.subject().inventory()).isEmpty();
    assertThat(machines.traces()).isEmpty();
  }

  /** With the driver none, which boots nothing. */
  private void requireNamesAreFree(List<Moment> moments) throws Exception {
    List<String> names = moments.stream().map(moment -> "rm" + moment.number()).toList();
    Workers.each(names, name -> machines.ok("create -q -d none --none-url 127.0.0.1:1 " + name));
    machines.ok("rm -q -y " + String.join(" ", names));
  }
}
