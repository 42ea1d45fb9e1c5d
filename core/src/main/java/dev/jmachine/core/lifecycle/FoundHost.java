package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;

/** The host that an interrupted create had made: it is taken as it is, and started if it is off. */
record FoundHost(Driver driver, DriverInfo info, Steps steps, Deadline deadline) {
  /**
   * Finds the host of a record that has its access.
   *
   * @return how it is reached now
   * @throws MachineFailure NOT_FOUND where it exists no more
   */
  HostAccess of(Machine machine) throws IOException, InterruptedException {
    return access(machine, driver.observe(machine));
  }

  private HostAccess access(Machine machine, Observed observed)
      throws IOException, InterruptedException {
    return switch (observed) {
      case Observed.Seen(MachineState state, HostAccess access) ->
          isOff(state) && info.can(Capability.START_STOP)
              ? known(machine, driver.power(machine, PowerAction.START, steps, deadline))
              : access == null ? machine.requireAccess() : access;
      case Observed.Gone() ->
          throw MachineFailure.of(
                  FailureKind.NOT_FOUND, "the host of machine \"" + machine.name() + "\" is gone")
              .hint("jmachine rm " + machine.name());
      // the host itself may answer: a login is the better question
      case Observed.TimedOut _, Observed.Unreachable _ -> machine.requireAccess();
    };
  }

  private static HostAccess known(Machine machine, Observed started) {
    return started instanceof Observed.Seen(_, HostAccess access) && access != null
        ? access
        : machine.requireAccess();
  }

  private static boolean isOff(MachineState state) {
    return switch (state) {
      case STARTING, RUNNING -> false;
      case PAUSED, STOPPING, STOPPED -> true;
    };
  }
}
