package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.journey.FirstBoot;
import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.ec2.Ec2Addresses;
import dev.jmachine.testkit.ec2.Ec2Stub;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.host.NamespaceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills around an instance of EC2: at every point before its address is known, then again and again
 * on the same one, whose address is a real host's.
 */
@Timeout(3600)
class AwsKillIT {
  @TempDir Path home;

  @Test
  @FaultCase(
      id = {"F2", "F3", "F4", "F6"},
      sees =
          "at EC2 too: `ls` shows Interrupted, `rm` leaves nothing, `create --resume` goes on with"
              + " the instance that was launched")
  void noInstanceIsLostOrLaunchedTwiceWhereverItsCommandIsKilled() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    Path folder = Files.createDirectory(home.resolve("host"));
    try (NamespaceHost host = NamespaceHost.boot("trixie", folder);
        Ec2Stub ec2 = Ec2Stub.start()) {
      ec2.addresses(firstBootOf(host));
      Machines machines = new Machines(new Sandbox(home), new AwsSubject(ec2));
      List<KillRow> rows = new ArrayList<>(beforeTheHostIsKnown(machines));

      WatchedRun.stopped(machines.user(), machines.create("web"), "instance made").kill();
      List<String> things = machines.subject().inventory();
      assertThat(things).hasSize(2);
      KillChain chain = new KillChain(machines, Nightly.is() ? 1 : 12);
      rows.addAll(chain.run("create", "create --resume web", _ -> requireSame(machines, things)));
      assertThat(machines.list().get("web"))
          .contains("\"Running\"")
          .doesNotContain("engine\":null");
      rows.addAll(chain.run("stop", "stop web", _ -> requireSame(machines, things)));
      rows.addAll(chain.run("start", "start web", _ -> requireSame(machines, things)));
      assertThat(machines.ok("status web").out()).isEqualTo("Running\n");
      rows.addAll(chain.run("rm", "rm -y web", _ -> {}));
      requireNothing(machines);
      KillTable.put(rows);
    }
  }

  /** Every instance has the one host's address, and its keys from the first start on. */
  private static Ec2Addresses firstBootOf(NamespaceHost host) {
    Set<String> booted = new HashSet<>();
    return start -> {
      if (booted.add(start.instanceId())) {
        FirstBoot.of(host, start.userData());
      }
      return host.address();
    };
  }

  /** One of each name, or in the profile nightly each time; what is left is removed in one go. */
  private static List<KillRow> beforeTheHostIsKnown(Machines machines) throws Exception {
    WatchedRun recording =
        WatchedRun.stopped(machines.user(), machines.create("first"), "host known");
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
    requireNamesAreFree(machines, moments);
    requireNothing(machines);
    List<KillRow> rows = new ArrayList<>();
    kills.forEach((point, times) -> rows.add(new KillRow("aws", "create", point, times, 0, 0)));
    return rows;
  }

  private static void requireSame(Machines machines, List<String> things) throws Exception {
    assertThat(machines.subject().inventory()).isEqualTo(things);
    assertThat(machines.list().get("web")).doesNotContain("\"Error\"", "\"Gone\"");
  }

  /** With the driver none, which makes nothing: also of the names that never came on record. */
  private static void requireNamesAreFree(Machines machines, List<Moment> moments)
      throws Exception {
    List<String> names = moments.stream().map(moment -> "rm" + moment.number()).toList();
    Workers.each(names, name -> machines.ok("create -q -d none --none-url 127.0.0.1:1 " + name));
    machines.ok("rm -q -y " + String.join(" ", names));
  }

  private static void requireNothing(Machines machines) throws Exception {
    assertThat(machines.subject().inventory()).isEmpty();
    assertThat(machines.traces()).isEmpty();
  }
}
