package dev.jmachine.core.lifecycle;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;

/** Refuses verbs on a machine whose create or removal did not end. */
public final class Interrupted {
  private Interrupted() {}

  /**
   * Looks at the phase of a machine whose lock is held.
   *
   * @throws MachineFailure CONFLICT unless the machine is READY
   */
  public static void refuse(Machine machine) {
    if (machine.phase() == Phase.READY) {
      return;
    }
    String what = machine.phase() == Phase.CREATING ? "creation" : "removal";
    String step = machine.step() == null ? "" : " during \"" + machine.step() + "\"";
    throw MachineFailure.of(FailureKind.CONFLICT, "machine \"" + machine.name() + "\" is not ready")
        .because("its " + what + " was interrupted" + step)
        .hint("jmachine rm " + machine.name());
  }
}
