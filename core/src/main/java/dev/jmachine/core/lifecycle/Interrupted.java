package dev.jmachine.core.lifecycle;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import java.util.List;

/** What is said of a machine whose create or removal did not end, and refusals because of that. */
public final class Interrupted {
  private Interrupted() {}

  /**
   * Looks at the phase of a machine whose lock is held.
   *
   * @throws MachineFailure CONFLICT unless the machine is READY
   */
  public static void refuse(Machine machine) {
    if (machine.phase() != Phase.READY) {
      throw notReady(machine);
    }
  }

  /**
   * The same for a create that shall go on.
   *
   * @throws MachineFailure CONFLICT unless the machine is CREATING
   */
  static void requireCreating(Machine machine) {
    switch (machine.phase()) {
      case CREATING -> {}
      case REMOVING -> throw notReady(machine);
      case READY ->
          throw MachineFailure.of(
                  FailureKind.CONFLICT, "cannot resume the creation of \"" + machine.name() + "\"")
              .because("it has ended: the machine is ready")
              .hint("jmachine status " + machine.name())
              .hint("jmachine provision " + machine.name());
    }
  }

  /** One line for lists: what was interrupted, where, and what to type. */
  public static String told(Machine machine) {
    return why(machine) + "; " + String.join(", or ", commands(machine));
  }

  private static MachineFailure notReady(Machine machine) {
    MachineFailure failure =
        MachineFailure.of(FailureKind.CONFLICT, "machine \"" + machine.name() + "\" is not ready")
            .because(why(machine));
    for (String command : commands(machine)) {
      failure = failure.hint(command);
    }
    return failure;
  }

  private static String why(Machine machine) {
    String what = machine.phase() == Phase.CREATING ? "creation" : "removal";
    String step = machine.step() == null ? "" : " during \"" + machine.step() + "\"";
    return "its " + what + " was interrupted" + step;
  }

  /** What goes on with it, and what takes it away. */
  static List<String> commands(Machine machine) {
    String remove = "jmachine rm " + machine.name();
    return machine.phase() == Phase.CREATING
        ? List.of("jmachine create --resume " + machine.name(), remove)
        : List.of(remove);
  }
}
