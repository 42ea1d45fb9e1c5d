package dev.jmachine.cli.command;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.store.MachineStore;
import java.io.IOException;

/** The one word for a machine's state, in {@code status}, {@code ls} and filters. */
final class StateWords {
  static final String DAMAGED = "Error";
  private static final String INTERRUPTED = "Interrupted";

  private StateWords() {}

  /** Whether a word of ours says that nobody goes on with the machine. */
  static boolean isInterrupted(String word) {
    return word.equals(INTERRUPTED);
  }

  /** A machine that is not READY: under way while a process holds it, else interrupted. */
  static String of(Machine machine, MachineStore store) throws IOException {
    if (!store.isHeld(machine.machineName())) {
      return INTERRUPTED;
    }
    return machine.phase() == Phase.REMOVING ? "Removing" : "Creating";
  }
}
