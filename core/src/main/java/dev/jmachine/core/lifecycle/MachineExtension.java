package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The story of {@code extend}: a machine that ends by itself ends later, or never. The record comes
 * first, so that whoever looks meanwhile lets it live.
 */
public final class MachineExtension {
  private final Surroundings surroundings;

  public MachineExtension(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Lets a machine live for {@code time} from now at the least; one that lives longer already is
   * left as it is.
   *
   * @param time null for ever
   * @return the record afterwards
   * @throws MachineFailure CONFLICT where the machine never expires, or is being removed
   */
  public Machine extend(
      MachineName name, @Nullable Duration time, DriverProvider provider, Steps steps)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings,
        "extend",
        name,
        audited -> {
          try (MachineLock lock = surroundings.store().lock(name, "extend");
              Driver driver = provider.open(surroundings.driverContext())) {
            Machine machine = surroundings.store().load(name);
            audited.about(machine);
            refuse(machine, provider);
            return extend(
                new MachineJournal(surroundings.store(), lock, machine), driver, time, steps);
          }
        });
  }

  private Machine extend(
      MachineJournal journal, Driver driver, @Nullable Duration time, Steps steps)
      throws IOException, InterruptedException {
    String expires = later(journal.current(), time);
    Machine machine = journal.update(m -> m.withExpires(expires));
    // the watch before the provider, which may refuse: the record's word counts
    if (expires == null) {
      surroundings.expiry().end(machine);
    } else {
      Expiries.watch(surroundings, machine, steps);
    }
    Deadline deadline = Deadline.in(Patience.TAGS, surroundings.driverContext().ticker());
    steps.run(
        "Extending its time", () -> driver.extend(machine, Expiries.atProvider(machine), deadline));
    return machine;
  }

  private @Nullable String later(Machine machine, @Nullable Duration time) {
    Instant now = surroundings.driverContext().clock().instant();
    Instant present = Expiries.of(machine);
    return time != null && present != null && present.isAfter(now.plus(time))
        ? machine.expires()
        : Expiries.text(now, time);
  }

  private static void refuse(Machine machine, DriverProvider provider) {
    String lacking = provider.info().lacks().get(Capability.EXPIRY);
    if (lacking != null) {
      throw MachineFailure.usage("cannot extend the time of machine \"" + machine.name() + "\"")
          .because(lacking);
    }
    if (machine.phase() == Phase.REMOVING) {
      throw MachineFailure.of(
              FailureKind.CONFLICT, "machine \"" + machine.name() + "\" is being removed")
          .hint("jmachine rm " + machine.name());
    }
    if (machine.expires() == null) {
      throw MachineFailure.of(
              FailureKind.CONFLICT, "machine \"" + machine.name() + "\" does not end by itself")
          .because("it was created without --ttl, or extended for ever");
    }
  }
}
