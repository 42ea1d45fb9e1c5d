package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The story of {@code rm}: walk the ledger, remove the Docker context, then the record. The record
 * goes only when the provider confirmed that everything is gone, unless the user forces it. A
 * machine that is locked is refused by each of the ways.
 */
public final class MachineRemoval {
  private final Surroundings surroundings;

  public MachineRemoval(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Removes a machine; called again it finishes what an interrupted call left.
   *
   * @param provider the driver of the machine's record
   * @param force whether the record goes even where a resource can't be deleted; what may be left
   *     is then told as a warning
   */
  public void remove(MachineName name, DriverProvider provider, boolean force, Steps steps)
      throws IOException, InterruptedException {
    remove("rm", name, provider, force, _ -> true, steps);
  }

  /**
   * Removes a machine if it is still that one, and not a later one of the same name.
   *
   * @return whether it was removed
   */
  public boolean removeSame(Machine seen, DriverProvider provider, Steps steps)
      throws IOException, InterruptedException {
    Predicate<Machine> same = now -> now.uid().equals(seen.uid());
    return remove("rm", seen.machineName(), provider, false, same, steps);
  }

  /**
   * Removes a machine if it is still the one that was seen to have expired: the same uid, and not
   * extended since.
   *
   * @param seen its record then
   * @return whether it was removed
   */
  public boolean removeExpired(Machine seen, DriverProvider provider, Steps steps)
      throws IOException, InterruptedException {
    Predicate<Machine> same =
        now -> now.uid().equals(seen.uid()) && Objects.equals(now.expires(), seen.expires());
    return remove("expire", seen.machineName(), provider, false, same, steps);
  }

  /**
   * Removes record, context and local files, and asks no provider.
   *
   * @return what the ledger held, and so may be left at the provider
   */
  public List<Resource> forget(MachineName name, Steps steps)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings,
        "forget",
        name,
        audited -> {
          try (MachineLock lock = surroundings.store().lock(name, "rm")) {
            Machine machine = surroundings.store().load(name);
            audited.about(machine);
            Removable.refuseIfLocked(machine);
            finish(lock, machine, steps);
            return machine.ledger();
          }
        });
  }

  /** Removes a machine's folder whose record can't be read, and so tells nothing of its host. */
  public void discard(MachineName name) throws IOException, InterruptedException {
    Audited.run(
        surroundings,
        "discard",
        name,
        _ -> {
          try (MachineLock lock = surroundings.store().lock(name, "rm")) {
            surroundings.store().delete(lock);
            return true;
          }
        });
  }

  private boolean remove(
      String verb,
      MachineName name,
      DriverProvider provider,
      boolean force,
      Predicate<Machine> wanted,
      Steps steps)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings,
        verb,
        name,
        audited -> {
          try (MachineLock lock = surroundings.store().lock(name, verb);
              Driver driver = provider.open(surroundings.driverContext())) {
            Machine machine = surroundings.store().load(name);
            audited.about(machine);
            if (!wanted.test(machine)) {
              return false;
            }
            Removable.refuseIfLocked(machine);
            MachineJournal journal = new MachineJournal(surroundings.store(), lock, machine);
            removeAll(driver, audited.follow(journal), force, steps);
            finish(lock, journal.current(), steps);
            return true;
          }
        });
  }

  private void removeAll(Driver driver, MachineJournal journal, boolean force, Steps steps)
      throws IOException, InterruptedException {
    journal.update(m -> m.withPhase(Phase.REMOVING));
    Deadline deadline = Deadline.in(Patience.REMOVE, surroundings.driverContext().ticker());
    List<MachineFailure> failures = LedgerWalk.removeAll(driver, journal, steps, deadline);
    if (!failures.isEmpty()) {
      keepUnlessForced(journal, failures, force, steps);
    }
  }

  private void finish(MachineLock lock, Machine machine, Steps steps) throws IOException {
    ContextUpdate.remove(surroundings, machine, steps);
    surroundings.expiry().end(machine);
    surroundings.store().delete(lock);
  }

  private static void keepUnlessForced(
      MachineJournal journal, List<MachineFailure> failures, boolean force, Steps steps) {
    String left = journal.entries().stream().map(Resource::label).collect(Collectors.joining(", "));
    if (!force) {
      throw advised(failures.getFirst().left(left), journal.current().name());
    }
    steps.warn("the record is removed by force, but this may be left: " + left);
  }

  /** Where the way to the provider is closed for good, trying again does not help. */
  private static MachineFailure advised(MachineFailure failure, String name) {
    MachineFailure again = failure.hint("jmachine rm " + name);
    return failure.kind() == FailureKind.CREDENTIALS
            || failure.kind() == FailureKind.UNAVAILABLE
            || failure.kind() == FailureKind.INVALID
        ? again.hint("jmachine rm --forget " + name + ", where the account is gone")
        : again;
  }
}
