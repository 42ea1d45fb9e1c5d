package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a provider and of other processes, as the packaged program shows them. */
class HelloFaultsIT {
  @TempDir Path home;
  private Path cloud;
  private Machines machines;

  @BeforeEach
  void aCloudOfOnesOwn() throws Exception {
    cloud = Files.createDirectory(home.resolve("cloud"));
    machines = new Machines(new Sandbox(home), new HelloSubject(cloud));
  }

  @Test
  @FaultCase(
      id = {"F17", "F18"},
      sees = "exit code 4, the provider's words, the resources that are left, and the record stays")
  void aRefusedDeleteKeepsTheRecordAndNamesWhatIsLeft() throws Exception {
    machines.createOk("web");
    Files.writeString(cloud.resolve("token"), "new");

    Sandbox.Ended refused = machines.run("rm -y web");

    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(4);
    assertThat(refused.err()).contains("(Unauthorized)").contains("left:  address a-");
    assertThat(machines.list()).containsKey("web");
    Files.delete(cloud.resolve("token"));
    machines.ok("rm -y web");
    assertThat(machines.subject().inventory()).isEmpty();
  }

  @Test
  @FaultCase(
      id = "F20",
      sees = "`ls` shows Gone and the command that clears it; `rm` removes the rest")
  void aHostThatWasDeletedByHandReadsAsGone() throws Exception {
    machines.createOk("web");
    try (Stream<Path> instances = Files.list(cloud.resolve("instances"))) {
      for (Path instance : instances.toList()) {
        Files.delete(instance);
      }
    }
    assertThat(machines.list().get("web")).contains("\"Gone\"", "jmachine rm web");
    Sandbox.Ended removed = machines.ok("rm -y web");
    assertThat(removed.err()).doesNotContain("Exception");
    assertThat(machines.subject().inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F21", sees = "a host of the same name that another store owns is not touched")
  void anotherStoresMachineOfTheSameNameStays() throws Exception {
    Machines others =
        new Machines(
            new Sandbox(Files.createDirectory(home.resolve("others"))), machines.subject());
    others.createOk("web");
    machines.createOk("web");

    machines.ok("stop web");
    assertThat(others.ok("status web").out()).isEqualTo("Running\n");
    machines.ok("rm -y web");

    assertThat(others.ok("status web").out()).isEqualTo("Running\n");
    others.ok("rm -y web");
    assertThat(machines.subject().inventory()).isEmpty();
  }

  @Test
  @FaultCase(
      id = {"F22", "F24", "F25"},
      sees =
          "whoever comes second is told which process on which computer runs which verb since when;"
              + " when that process is killed the machine is free at once")
  void aSecondProcessIsToldWhoIsAtWorkUntilThatOneDies() throws Exception {
    WatchedRun first = WatchedRun.stopped(machines.user(), machines.create("web"), "address made");
    String holder = "process " + first.stoppedPid() + " on ";

    for (String second : new String[] {"create --resume web", "rm -y web", "start web"}) {
      Sandbox.Ended refused = machines.run(second);
      assertThat(refused.exitCode()).as(second).isEqualTo(1);
      assertThat(refused.err())
          .contains("machine \"web\" is in use", holder, "runs \"create\" since 20");
    }
    assertThat(machines.run("status web").out()).isEqualTo("Creating\n");
    first.kill();

    assertThat(machines.run("status web").out()).isEqualTo("Interrupted\n");
    machines.ok("rm -y web");
    assertThat(machines.traces()).isEmpty();
  }

  @Test
  @FaultCase(
      id = "F16",
      sees = "the provider's words and code at once, what to do, and nothing is left")
  void aQuotaThatIsUsedUpLeavesNothing() throws Exception {
    Files.writeString(cloud.resolve("limit"), "1");
    machines.createOk("web");

    Sandbox.Ended refused = machines.run("create " + machines.subject().createOptions() + " two");

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("(LimitExceeded)", "left:  nothing", "jmachine rm");
    assertThat(machines.things("two")).isZero();
    machines.ok("rm -y web");
  }

  @Test
  @FaultCase(
      id = "F26",
      sees = "\"cannot save the record\" in the system's words, and nothing is made")
  void aRecordThatCannotBeWrittenMakesNothing() throws Exception {
    Sandbox.Ended full =
        machines
            .user()
            .run(
                "ulimit -f 1; "
                    + machines.create("--engine-label long=" + "x".repeat(2000) + " web")
                    + " 2>&1 | cat >&2");

    assertThat(full.err()).contains("cannot save the record of machine \"web\"");
    assertThat(machines.subject().inventory()).isEmpty();
    assertThat(machines.list()).isEmpty();
  }
}
