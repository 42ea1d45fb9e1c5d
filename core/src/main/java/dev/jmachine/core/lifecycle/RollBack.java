package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes a create back when it fails or is interrupted: everything in the ledger, then the machine's
 * folder. What can't be deleted stays in the ledger, and the failure says so and how to go on.
 */
final class RollBack {
  private static final int CONSOLE_LINES = 15;

  private final Surroundings surroundings;
  private final DriverInfo info;
  private final Driver driver;
  private final MachineLock lock;
  private final MachineJournal journal;

  RollBack(
      Surroundings surroundings,
      DriverInfo info,
      Driver driver,
      MachineLock lock,
      MachineJournal journal) {
    this.surroundings = surroundings;
    this.info = info;
    this.driver = driver;
    this.lock = lock;
    this.journal = journal;
  }

  /** Runs the create; rolls back before any exception leaves. */
  Machine onFailure(Steps steps, Steps.Body<Machine> create)
      throws IOException, InterruptedException {
    try {
      return create.run();
    } catch (InterruptedException e) {
      steps.note("cancelled; rolling back");
      throw told(MachineFailure.of(FailureKind.CANCELLED, "creation was cancelled"), steps);
    } catch (MachineFailure failure) {
      throw told(withConsole(failure), steps);
    } catch (IOException e) {
      throw told(MachineFailure.failed("cannot create the machine").because(e), steps);
    } catch (RuntimeException | Error bug) {
      undo(steps);
      throw bug;
    }
  }

  private MachineFailure told(MachineFailure failure, Steps steps)
      throws IOException, InterruptedException {
    String left = undo(steps);
    return left.isEmpty()
        ? failure.left("nothing")
        : failure.left(left).hint("jmachine rm " + lock.name());
  }

  /**
   * Walks the ledger and removes the record.
   *
   * @return what is left, empty for nothing
   */
  private String undo(Steps steps) throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(Patience.ROLL_BACK, surroundings.driverContext().ticker());
    List<MachineFailure> failures = LedgerWalk.removeAll(driver, journal, steps, deadline);
    if (failures.isEmpty()) {
      surroundings.expiry().end(journal.current());
      surroundings.store().delete(lock);
      return "";
    }
    failures.forEach(failure -> steps.warn(String.valueOf(failure.getMessage())));
    return journal.entries().stream().map(Resource::label).collect(Collectors.joining(", "));
  }

  /** A host that does not come up has usually said why on its console. */
  private MachineFailure withConsole(MachineFailure failure)
      throws IOException, InterruptedException {
    if (failure.kind() != FailureKind.UNAVAILABLE || !info.can(Capability.CONSOLE)) {
      return failure;
    }
    List<String> lines = driver.console(journal.current(), CONSOLE_LINES);
    return lines.isEmpty()
        ? failure
        : failure.because(
            failure.reason() + "\nend of the console:\n" + String.join("\n", lines), failure);
  }
}
