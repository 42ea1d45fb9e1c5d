package dev.jmachine.core.lifecycle;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;

/** Refuses to remove a machine that its user locked. */
final class Removable {
  private Removable() {}

  /** Looks at the record of a machine whose lock file is held. */
  static void refuseIfLocked(Machine machine) {
    if (machine.locked()) {
      throw MachineFailure.of(
              FailureKind.CONFLICT, "machine \"" + machine.name() + "\" is locked against removal")
          .hint("jmachine unlock " + machine.name());
    }
  }
}
