package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import dev.jmachine.driver.qemu.wire.QmpClient;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Ends a virtual machine: first in ways that let containers and file systems finish, then in ways
 * that cannot be refused. Each way has its limit.
 */
final class VmStop {
  private static final String TITLE = "Stopping virtual machine";
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration QUIT = Duration.ofSeconds(5);

  private final VmFiles files;
  private final VmProcess process;
  private final VmHost host;

  VmStop(VmFiles files, VmProcess process, VmHost host) {
    this.files = files;
    this.process = process;
    this.host = host;
  }

  /** One way to end it: what is said of it, how, and how long it may take. */
  private record Way(String said, Asking asking, Duration limit) {}

  @FunctionalInterface
  private interface Asking {
    void ask() throws IOException, InterruptedException;
  }

  /** Lets the guest shut down; if it does not, as {@link #kill}. */
  void stop(boolean withAgent, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    Way agent = new Way("asking the guest's agent", this::askAgent, Duration.ofSeconds(90));
    Way button =
        new Way("pressing the power button", () -> qmp("system_powerdown"), Duration.ofSeconds(90));
    List<Way> gentle = withAgent ? List.of(agent, shortly(button)) : List.of(button);
    for (Way way : gentle) {
      if (ended(way, steps, deadline)) {
        return;
      }
    }
    steps.warn("the guest did not shut down; ending it");
    kill(steps);
  }

  /** Ends it at once; what its disk holds stays whole. */
  void kill(Steps steps) throws IOException, InterruptedException {
    end(
        List.of(
            new Way("telling QEMU to quit", () -> qmp("quit"), QUIT),
            new Way("ending the process", () -> process.end(false), QUIT),
            killing()),
        steps);
  }

  /** Ends one whose disk goes with it: QEMU has nothing to flush. */
  void discard(Steps steps) throws IOException, InterruptedException {
    end(List.of(killing()), steps);
  }

  private Way killing() {
    return new Way("killing the process", () -> process.end(true), QUIT);
  }

  private void end(List<Way> ways, Steps steps) throws IOException, InterruptedException {
    Deadline own = host.in(QUIT.multipliedBy(4));
    for (Way way : ways) {
      if (ended(way, steps, own)) {
        return;
      }
    }
    throw MachineFailure.of(FailureKind.UNAVAILABLE, "cannot end the virtual machine's process")
        .because("it is still there after SIGKILL: " + process.pid().orElse(0L));
  }

  private static Way shortly(Way way) {
    return new Way(way.said(), way.asking(), Duration.ofSeconds(15));
  }

  private boolean ended(Way way, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    if (process.pid().isEmpty()) {
      process.forget();
      return true;
    }
    steps.detail(TITLE, way.said());
    try {
      way.asking().ask();
    } catch (EOFException e) {
      // it went down before it could answer, which is what it was asked for
      return process.awaitEnd(deadline.atMost(way.limit()));
    } catch (IOException e) {
      steps.detail(TITLE, way.said() + " failed: " + e.getMessage());
      return process.awaitEnd(deadline.atMost(Duration.ZERO));
    }
    return process.awaitEnd(deadline.atMost(way.limit()));
  }

  private void askAgent() throws IOException, InterruptedException {
    Deadline soon = host.in(ANSWER);
    try (GuestAgent agent = GuestAgent.connect(files.agentSocket(), soon)) {
      agent.run("systemctl --no-block poweroff", soon);
    }
  }

  private void qmp(String command) throws IOException, InterruptedException {
    Deadline soon = host.in(ANSWER);
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), soon)) {
      qmp.call(command, Map.of(), soon);
    }
  }
}
