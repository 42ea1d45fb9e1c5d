package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import java.io.IOException;

/** The stories of {@code lock} and {@code unlock}: whether a machine may be removed. */
public final class MachineLocking {
  private final Surroundings surroundings;

  public MachineLocking(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Locks or unlocks; what is so already is success.
   *
   * @return the record afterwards
   */
  public Machine set(MachineName name, boolean locked, Steps steps)
      throws IOException, InterruptedException {
    String verb = locked ? "lock" : "unlock";
    return Audited.run(
        surroundings,
        verb,
        name,
        audited -> {
          try (MachineLock lock = surroundings.store().lock(name, verb)) {
            Machine machine = surroundings.store().load(name).withLocked(locked);
            audited.about(machine);
            surroundings.store().save(lock, machine);
            if (!locked) {
              Expiries.watch(surroundings, machine, steps);
            }
            return machine;
          }
        });
  }
}
