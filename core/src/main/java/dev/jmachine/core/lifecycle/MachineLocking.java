package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The stories of {@code lock} and {@code unlock}: whether a machine may be removed. A locked one
 * carries no expiry at its provider, where {@code gc} of another store, which does not see the
 * lock, would go by it.
 */
public final class MachineLocking {
  private final Surroundings surroundings;

  public MachineLocking(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Locks or unlocks; what is so already is success.
   *
   * @param provider the driver of a machine that has an expiry; null for one that has none
   * @return the record afterwards
   */
  public Machine set(
      MachineName name, boolean locked, @Nullable DriverProvider provider, Steps steps)
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
            if (machine.expires() != null && provider != null) {
              tell(machine, provider, steps);
            }
            return machine;
          }
        });
  }

  private void tell(Machine machine, DriverProvider provider, Steps steps)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(Patience.TAGS, surroundings.driverContext().ticker());
    try (Driver driver = provider.open(surroundings.driverContext())) {
      steps.run(
          machine.locked() ? "Taking its expiry off" : "Giving its expiry back",
          () -> driver.extend(machine, Expiries.atProvider(machine), deadline));
    }
  }
}
