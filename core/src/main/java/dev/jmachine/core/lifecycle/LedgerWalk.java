package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes everything in a ledger, last made first. The one walk behind roll-back and {@code rm}. A
 * resource that can't be deleted does not stop the walk: the others are tried, and it stays in the
 * ledger.
 */
final class LedgerWalk {
  private LedgerWalk() {}

  /**
   * Walks the ledger.
   *
   * @return the failures, one for each resource that is left; empty when the ledger is
   */
  static List<MachineFailure> removeAll(
      Driver driver, MachineJournal journal, Steps steps, Deadline deadline)
      throws InterruptedException {
    List<MachineFailure> failures = new ArrayList<>();
    for (Resource resource : journal.entries().reversed()) {
      try {
        steps.run(
            "Deleting " + resource.label(), () -> remove(driver, journal, resource, deadline));
      } catch (MachineFailure failure) {
        failures.add(failure);
      }
    }
    return failures;
  }

  private static void remove(
      Driver driver, MachineJournal journal, Resource resource, Deadline deadline)
      throws IOException, InterruptedException {
    driver.delete(journal.current(), resource, deadline);
    journal.gone(resource);
  }
}
