package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at the packaged program: once, twice, and with {@code --on-error keep}. */
class InterruptIT {
  @TempDir Path home;
  private Machines machines;

  @BeforeEach
  void aCloudOfOnesOwn() throws Exception {
    Path cloud = Files.createDirectory(home.resolve("cloud"));
    machines = new Machines(new Sandbox(home), new HelloSubject(cloud));
  }

  @Test
  @FaultCase(
      id = "F7",
      sees = "the first Ctrl-C (or SIGTERM) says what it deletes, deletes it and ends with 130")
  void theFirstCtrlCTakesEverythingBackAndSaysWhat() throws Exception {
    for (String point : List.of("address intended, not made", "instance made", "host known")) {
      WatchedRun run = WatchedRun.stopped(machines.user(), machines.create("web"), point);
      signal(run, "INT");

      assertThat(run.awaitEnd()).as(point + "\n" + run.err()).isEqualTo(130);
      assertThat(run.err())
          .contains("web: rolling back: this deletes address")
          .contains("web: Deleting address", "creation was cancelled", "left:  nothing");
      assertThat(machines.subject().inventory()).as(point).isEmpty();
      assertThat(machines.traces()).as(point).isEmpty();
    }
  }

  @Test
  @FaultCase(
      id = "F7",
      sees =
          "the second Ctrl-C leaves at once; `ls` shows the machine as Interrupted, and both"
              + " `create --resume` and `rm` work")
  void theSecondCtrlCLeavesAtOnceAndTheCreateGoesOn() throws Exception {
    WatchedRun run = WatchedRun.stopped(machines.user(), machines.create("web"), "host known");
    signal(run, "INT");
    awaitErr(run, "Deleting instance"); // which takes the cloud 300 ms at the least
    signal(run, "INT");

    assertThat(run.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(run.process().exitValue()).isEqualTo(130);
    assertThat(machines.list().get("web"))
        .contains("\"Interrupted\"", "Rolling back", "create --resume web");
    machines.ok("create --resume web");
    assertThat(machines.things("web")).isEqualTo(2);
    assertThat(machines.subject().inventory()).hasSize(2);
    machines.ok("rm -y web");
    assertThat(machines.subject().inventory()).isEmpty();
  }

  @Test
  void aCreateThatShallBeKeptIsKeptOnCtrlC() throws Exception {
    WatchedRun run =
        WatchedRun.stopped(
            machines.user(),
            machines.command(
                "create --on-error keep " + machines.subject().createOptions() + " web"),
            "instance made");
    signal(run, "INT");

    assertThat(run.awaitEnd()).isEqualTo(130);
    assertThat(run.err())
        .contains("left:  address ")
        .contains("and a record that can be resumed")
        .contains("try:   jmachine create --resume web")
        .contains("or:    jmachine rm web");
    assertThat(machines.things("web")).isEqualTo(2);
    machines.ok("create --resume web");
    assertThat(machines.ok("status web").out()).isEqualTo("Running\n");
    machines.ok("rm -y web");
  }

  /** To the first process, as a terminal would; it passes it on to the driver's. */
  private static void signal(WatchedRun run, String signal) throws Exception {
    String pid = Long.toString(run.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private static void awaitErr(WatchedRun run, String text) throws Exception {
    while (!run.err().contains(text)) {
      assertThat(run.process().waitFor(5, TimeUnit.MILLISECONDS)).as(run.err()).isFalse();
    }
  }
}
