package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
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
import java.util.stream.Collectors;

/**
 * The story of {@code rm}: walk the ledger, remove the Docker context, then the record. The record
 * goes only when the provider confirmed that everything is gone, unless the user forces it.
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
    try (MachineLock lock = surroundings.store().lock(name, "rm");
        Driver driver = provider.open(surroundings.driverContext())) {
      MachineJournal journal =
          new MachineJournal(surroundings.store(), lock, surroundings.store().load(name));
      Machine machine = journal.update(m -> m.withPhase(Phase.REMOVING));
      Deadline deadline = Deadline.in(Patience.REMOVE, surroundings.driverContext().ticker());
      List<MachineFailure> failures = LedgerWalk.removeAll(driver, journal, steps, deadline);
      if (!failures.isEmpty()) {
        keepUnlessForced(journal, failures, force, steps);
      }
      ContextUpdate.remove(surroundings, machine, steps);
      surroundings.store().delete(lock);
    }
  }

  private static void keepUnlessForced(
      MachineJournal journal, List<MachineFailure> failures, boolean force, Steps steps) {
    String left = journal.entries().stream().map(Resource::label).collect(Collectors.joining(", "));
    if (!force) {
      throw failures.getFirst().left(left).hint("jmachine rm " + journal.current().name());
    }
    steps.warn("the record is removed by force, but this may be left: " + left);
  }
}
