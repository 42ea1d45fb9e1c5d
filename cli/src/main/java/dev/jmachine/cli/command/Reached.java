package dev.jmachine.cli.command;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;

/** The address in a record. */
final class Reached {
  private Reached() {}

  /**
   * How the machine is reached.
   *
   * @throws MachineFailure CONFLICT where its creation did not come that far
   */
  static HostAccess at(Machine machine) {
    HostAccess access = machine.access();
    if (access == null) {
      throw MachineFailure.of(
              FailureKind.CONFLICT, "machine \"" + machine.name() + "\" has no address yet")
          .because("its creation has not ended")
          .hint("jmachine status " + machine.name());
    }
    return access;
  }
}
