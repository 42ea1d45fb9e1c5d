package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Restarts a host's operating system over SSH, for drivers without a power switch. */
final class HostReboot {
  private static final String TITLE = "Restarting host";
  private static final Duration ONE_LOOK = Duration.ofSeconds(30);

  private final BootstrapContext context;
  private final Machine machine;
  private final Steps steps;
  private final Deadline deadline;

  HostReboot(BootstrapContext context, Machine machine, Steps steps, Deadline deadline) {
    this.context = context;
    this.machine = machine;
    this.steps = steps;
    this.deadline = deadline;
  }

  /** Returns when the host takes logins in another boot than before. */
  void run() throws InterruptedException {
    steps.run(
        TITLE,
        () -> {
          String before = boot("reboot", deadline);
          Await.with(context.pause(), Backoff.REMOTE)
              .reporting(why -> steps.detail(TITLE, why))
              .until("the host to come back", deadline, () -> newBoot(before));
        });
  }

  private Attempt<String> newBoot(String before) throws InterruptedException {
    try {
      String now = boot("look", deadline.atMost(ONE_LOOK));
      return now.equals(before) ? Attempt.notYet("it is still going down") : Attempt.ready(now);
    } catch (IOException e) {
      return Attempt.notYet(Failures.words(e));
    }
  }

  private String boot(String action, Deadline until) throws IOException, InterruptedException {
    try (HostLink link = HostLink.open(context, machine, until, why -> {})) {
      ScriptResult result =
          link.run(Scripts.of("reboot", Map.of("JM_ACTION", action)), until, line -> {});
      if (result.exitCode() != 0) {
        throw Failures.of(result, "cannot restart the host", machine);
      }
      return result.value("boot");
    }
  }
}
