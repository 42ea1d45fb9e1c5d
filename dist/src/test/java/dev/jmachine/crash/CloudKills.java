package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Kills around a machine of a cloud: at points before its address is known, then again and again on
 * the same one, whose address is a real host's.
 *
 * @param machines of an empty store
 * @param made the point at which the machine has been asked for and everything it needs exists
 * @param everyday the points before the address is known that are worth a kill in each run of the
 *     tests; the profile nightly takes all
 */
record CloudKills(Machines machines, String made, Predicate<Moment> everyday) {
  private static final int EVERYDAY_STRIDE = 12;

  /** Kills it everywhere, and requires that nothing is lost, made twice or left. */
  List<KillRow> run() throws Exception {
    List<KillRow> rows = new ArrayList<>(beforeTheHostIsKnown());
    WatchedRun.stopped(machines.user(), machines.create("web"), made).kill();
    List<String> things = machines.subject().inventory();
    assertThat(things).hasSize(machines.subject().thingsOfAMachine());
    KillChain chain = new KillChain(machines, Nightly.is() ? 1 : EVERYDAY_STRIDE);
    rows.addAll(chain.run("create", "create --resume web", _ -> requireSame(things)));
    assertThat(machines.list().get("web")).contains("\"Running\"").doesNotContain("engine\":null");
    rows.addAll(chain.run("stop", "stop web", _ -> requireSame(things)));
    rows.addAll(chain.run("start", "start web", _ -> requireSame(things)));
    assertThat(machines.ok("status web").out()).isEqualTo("Running\n");
    rows.addAll(chain.run("rm", "rm -y web", _ -> {}));
    requireNothing();
    return rows;
  }

  /** One of each name, or in the profile nightly each time; what is left is removed in one go. */
  private List<KillRow> beforeTheHostIsKnown() throws Exception {
    WatchedRun recording =
        WatchedRun.stopped(machines.user(), machines.create("first"), "host known");
    recording.kill();
    machines.ok("rm -y first");
    List<Moment> moments = chosen(recording.reached());
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
    String driver = machines.subject().driver();
    List<KillRow> rows = new ArrayList<>();
    kills.forEach((point, times) -> rows.add(new KillRow(driver, "create", point, times, 0, 0)));
    return rows;
  }

  private List<Moment> chosen(List<String> points) {
    return Nightly.is()
        ? Moment.all(points)
        : Moment.ofEachName(points).stream().filter(everyday).toList();
  }

  private void requireSame(List<String> things) throws Exception {
    assertThat(machines.subject().inventory()).isEqualTo(things);
    assertThat(machines.list().get("web")).doesNotContain("\"Error\"", "\"Gone\"");
  }

  /** With the driver none, which makes nothing: also of the names that never came on record. */
  private void requireNamesAreFree(List<Moment> moments) throws Exception {
    List<String> names = moments.stream().map(moment -> "rm" + moment.number()).toList();
    Workers.each(names, name -> machines.ok("create -q -d none --none-url 127.0.0.1:1 " + name));
    machines.ok("rm -q -y " + String.join(" ", names));
  }

  private void requireNothing() throws Exception {
    assertThat(machines.subject().inventory()).isEmpty();
    assertThat(machines.traces()).isEmpty();
  }
}
