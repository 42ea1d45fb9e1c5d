package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Kills the packaged program at points of one verb, and looks at what each kill has left: what
 * {@code ls} says, whether the create is finished without a second host, whether {@code rm} takes
 * everything away, whether the name can be used again.
 *
 * @param machines of an empty store
 * @param choice which points of a run
 */
record KillMatrix(Machines machines, Function<List<String>, List<Moment>> choice) {
  /** The moment from which a create is on record, and the one from which it has ended. */
  private static final String ON_RECORD = "record has its name, which is not on the disk";

  static KillMatrix of(Sandbox user, Subject subject, Function<List<String>, List<Moment>> choice) {
    return new KillMatrix(new Machines(user, subject), choice);
  }

  /** Kills creates, one to go on with and one to remove at each point. */
  List<KillRow> create() throws Exception {
    List<String> points = WatchedRun.points(machines.user(), machines.create("first"));
    machines.ok("rm -y first");
    List<Moment> moments = choice.apply(points);
    Workers.each(
        moments,
        moment -> {
          WatchedRun.kill(machines.user(), machines.create(goesOn(moment)), moment.number());
          WatchedRun.kill(machines.user(), machines.create(removed(moment)), moment.number());
        });
    Map<String, String> listed = machines.list();
    for (Moment moment : moments) {
      requireTold(listed, goesOn(moment), moment, points);
      requireTold(listed, removed(moment), moment, points);
    }
    Workers.each(moments, moment -> goOn(goesOn(moment), listed));
    for (Moment moment : moments) {
      assertThat(machines.things(goesOn(moment)))
          .as("hosts of a create that was killed at %s and resumed", moment)
          .isEqualTo(machines.subject().thingsOfAMachine());
    }
    machines.ok("rm -y " + names(moments, KillMatrix::goesOn, Map.of()));
    machines.ok("rm -y " + names(moments, KillMatrix::removed, listed));
    List<KillRow> rows = again("create", moments, KillMatrix::removed);
    requireNothing();
    return rows;
  }

  /** Kills removals of good machines. */
  List<KillRow> rm() throws Exception {
    machines.createOk("first");
    List<String> points = WatchedRun.points(machines.user(), machines.command("rm -y first"));
    List<Moment> moments = choice.apply(points);
    Workers.each(
        moments,
        moment -> {
          machines.createOk(removed(moment));
          String command = machines.command("rm -y " + removed(moment));
          WatchedRun.kill(machines.user(), command, moment.number());
        });
    Map<String, String> listed = machines.list();
    for (Moment moment : moments) {
      String row = listed.getOrDefault(removed(moment), "");
      assertThat(row).as("after %s", moment).doesNotContain("Error");
      if (row.contains("Interrupted")) {
        assertThat(row).contains("jmachine rm " + removed(moment)).doesNotContain("--resume");
      }
    }
    machines.ok("rm -y " + names(moments, KillMatrix::removed, listed));
    List<KillRow> rows = again("rm", moments, KillMatrix::removed);
    requireNothing();
    return rows;
  }

  /**
   * Kills a verb that changes a machine which stays: the verb again brings it to where it should
   * be.
   *
   * @param before what brings it to where the verb begins
   * @param after what {@code status} says when the verb has ended
   */
  List<KillRow> verb(String verb, String before, String after) throws Exception {
    machines.createOk("web");
    machines.ok(before + " web");
    List<String> points = WatchedRun.points(machines.user(), machines.command(verb + " web"));
    List<Moment> moments = choice.apply(points);
    Map<String, Integer> kills = new TreeMap<>();
    for (Moment moment : moments) {
      machines.ok(before + " web");
      WatchedRun.kill(machines.user(), machines.command(verb + " web"), moment.number());
      assertThat(machines.list().get("web"))
          .as("after %s of %s", moment, verb)
          .isNotNull()
          .doesNotContain("Interrupted", "\"Error\"");
      machines.ok(verb + " web");
      assertThat(machines.ok("status web").out()).isEqualTo(after + "\n");
      assertThat(machines.things("web")).isEqualTo(machines.subject().thingsOfAMachine());
      kills.merge(moment.point(), 1, Integer::sum);
    }
    machines.ok("rm -y web");
    requireNothing();
    return rows(verb, kills, Map.of());
  }

  private void requireTold(
      Map<String, String> listed, String name, Moment moment, List<String> points) {
    String row = listed.getOrDefault(name, "");
    if (moment.number() <= points.indexOf(ON_RECORD)) {
      assertThat(row).as("nothing is on record at %s", moment).isEmpty();
    } else if (moment.number() > points.lastIndexOf(ON_RECORD)) {
      assertThat(row).as("ready at %s", moment).contains(machines.subject().goodState());
    } else {
      assertThat(row)
          .as("interrupted at %s", moment)
          .contains("\"Interrupted\"", "its creation was interrupted during")
          .contains("jmachine create --resume " + name, "jmachine rm " + name);
    }
  }

  private void goOn(String name, Map<String, String> listed) throws Exception {
    String row = listed.getOrDefault(name, "");
    if (row.isEmpty()) {
      machines.createOk(name);
    } else if (row.contains("Interrupted")) {
      machines.ok("create --resume " + name);
    } else {
      assertThat(machines.run("create --resume " + name).err()).contains("the machine is ready");
    }
    assertThat(machines.run("status " + name).out())
        .isEqualTo(machines.subject().goodState() + "\n");
  }

  /** The names are used once more and given back. */
  private List<KillRow> again(String verb, List<Moment> moments, Function<Moment, String> name)
      throws Exception {
    Map<String, Integer> kills = new TreeMap<>();
    moments.forEach(moment -> kills.merge(moment.point(), 1, Integer::sum));
    Map<String, Integer> leftovers = new ConcurrentHashMap<>();
    for (Moment moment : moments) {
      leftovers.merge(moment.point(), (int) machines.things(name.apply(moment)), Integer::sum);
    }
    Workers.each(moments, moment -> machines.createOk(name.apply(moment)));
    machines.ok("rm -y " + names(moments, name, Map.of()));
    List<KillRow> rows = rows(verb, kills, leftovers);
    assertThat(rows).allSatisfy(row -> assertThat(row.leftovers()).as(row.toString()).isZero());
    return rows;
  }

  private List<KillRow> rows(
      String verb, Map<String, Integer> kills, Map<String, Integer> leftovers) {
    List<KillRow> rows = new ArrayList<>();
    kills.forEach(
        (point, times) ->
            rows.add(
                new KillRow(
                    machines.subject().driver(),
                    verb,
                    point,
                    times,
                    leftovers.getOrDefault(point, 0),
                    0)));
    return rows;
  }

  private void requireNothing() throws IOException {
    assertThat(machines.subject().inventory()).as("at the provider").isEmpty();
    assertThat(machines.traces()).as("in the store and among contexts").isEmpty();
  }

  /** Names that are listed; all of them where {@code listed} is empty. */
  private static String names(
      List<Moment> moments, Function<Moment, String> name, Map<String, String> listed) {
    return String.join(
        " ",
        moments.stream()
            .map(name)
            .filter(one -> listed.isEmpty() || listed.containsKey(one))
            .toList());
  }

  private static String goesOn(Moment moment) {
    return "on" + moment.number();
  }

  private static String removed(Moment moment) {
    return "rm" + moment.number();
  }
}
