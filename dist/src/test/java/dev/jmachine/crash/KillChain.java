package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kills a command again and again, each time some points later, until it comes to its end: for
 * commands that go on where they were, on a host that takes long to make.
 *
 * @param machines with the one machine
 * @param stride how many points later
 */
record KillChain(Machines machines, int stride) {
  /** Looked at after each kill. */
  @FunctionalInterface
  interface Check {
    void after(String point) throws Exception;
  }

  /**
   * Runs it.
   *
   * @param verb for the table
   * @param arguments the command's; it ends well in the end
   */
  List<KillRow> run(String verb, String arguments, Check check) throws Exception {
    Map<String, Integer> kills = new TreeMap<>();
    for (int at = 1; ; at += stride) {
      WatchedRun run = WatchedRun.start(machines.user(), machines.command(arguments), "" + at);
      if (!run.awaitStop()) {
        assertThat(run.awaitEnd() == 0 || hadEnded(run)).as(arguments + "\n" + run.err()).isTrue();
        assertThat(kills).as("kills of " + arguments).isNotEmpty();
        return rows(verb, kills);
      }
      run.kill();
      String point = KillRow.withoutIds(run.reached().getLast());
      kills.merge(point, 1, Integer::sum);
      check.after(point);
    }
  }

  /** The kill before this run came when all was done but the end of the process. */
  private static boolean hadEnded(WatchedRun run) throws Exception {
    return run.err().contains("the machine is ready") || run.err().contains("does not exist");
  }

  private List<KillRow> rows(String verb, Map<String, Integer> kills) {
    List<KillRow> rows = new ArrayList<>();
    kills.forEach(
        (point, times) ->
            rows.add(new KillRow(machines.subject().driver(), verb, point, times, 0, 0)));
    return rows;
  }
}
