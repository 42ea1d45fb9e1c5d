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
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes a create back when it fails or is interrupted: everything in the ledger, the Docker
 * context, then the machine's folder. What can't be deleted stays in the ledger, and the failure
 * says so and how to go on. What shall be kept stays as it is, with a record that can be resumed.
 */
final class RollBack {
  private static final String TITLE = "Rolling back";
  private static final int CONSOLE_LINES = 15;

  private final Surroundings surroundings;
  private final DriverInfo info;
  private final Driver driver;
  private final MachineLock lock;
  private final MachineJournal journal;
  private final Leftovers leftovers;

  RollBack(
      Surroundings surroundings,
      DriverInfo info,
      Driver driver,
      MachineLock lock,
      MachineJournal journal,
      Leftovers leftovers) {
    this.surroundings = surroundings;
    this.info = info;
    this.driver = driver;
    this.lock = lock;
    this.journal = journal;
    this.leftovers = leftovers;
  }

  /**
   * Whether it had begun when the process ended: then there is nothing to go on from. Nor is there
   * from a machine of a pool that was being handed out: what it lacks is known to nobody.
   */
  static boolean isUnderWay(Machine machine) {
    return TITLE.equals(machine.step()) || HandOut.TITLE.equals(machine.step());
  }

  /**
   * Deletes what an interrupted roll-back has left, all but the record.
   *
   * @throws MachineFailure the first of them that can't be deleted
   */
  void finish(Steps steps) throws IOException, InterruptedException {
    List<MachineFailure> failures = walk(steps);
    if (!failures.isEmpty()) {
      throw failures.getFirst().left(labels()).hint("jmachine rm " + lock.name());
    }
  }

  /** Runs the create; rolls back before any exception leaves. */
  Machine onFailure(Steps steps, Steps.Body<Machine> create)
      throws IOException, InterruptedException {
    try {
      return create.run();
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw told(MachineFailure.of(FailureKind.CANCELLED, "creation was cancelled"), steps);
    } catch (MachineFailure failure) {
      throw told(withConsole(failure), steps);
    } catch (IOException e) {
      throw told(MachineFailure.failed("cannot create the machine").because(e), steps);
    } catch (RuntimeException | Error bug) {
      told(MachineFailure.failed("cannot create the machine").because(bug), steps);
      throw bug;
    }
  }

  private MachineFailure told(MachineFailure failure, Steps steps)
      throws IOException, InterruptedException {
    // a Ctrl-C that came together with the failure must not end the roll-back
    Thread.interrupted();
    if (isWorthKeeping() && leftovers.areKept(failure, journal.entries())) {
      return kept(failure);
    }
    String left = undo(steps);
    return left.isEmpty()
        ? failure.left("nothing")
        : failure.left(left).hint("jmachine rm " + lock.name());
  }

  private boolean isWorthKeeping() {
    return !journal.entries().isEmpty() || journal.current().access() != null;
  }

  private MachineFailure kept(MachineFailure failure) {
    String record = "a record that can be resumed";
    MachineFailure told =
        failure.left(journal.entries().isEmpty() ? record : labels() + ", and " + record);
    for (String command : Interrupted.commands(journal.current())) {
      told = told.hints().contains(command) ? told : told.hint(command);
    }
    return told;
  }

  /**
   * Walks the ledger and removes the record.
   *
   * @return what is left, empty for nothing
   */
  private String undo(Steps steps) throws IOException, InterruptedException {
    if (!journal.entries().isEmpty()) {
      steps.note("rolling back: this deletes " + labels());
    }
    List<MachineFailure> failures = walk(steps);
    if (failures.isEmpty()) {
      surroundings.expiry().end(journal.current());
      surroundings.store().delete(lock);
      return "";
    }
    failures.forEach(failure -> steps.warn(String.valueOf(failure.getMessage())));
    return labels();
  }

  private List<MachineFailure> walk(Steps steps) throws InterruptedException {
    if (!journal.entries().isEmpty()) {
      begin(steps);
    }
    Deadline deadline = Deadline.in(Patience.ROLL_BACK, surroundings.driverContext().ticker());
    List<MachineFailure> failures = LedgerWalk.removeAll(driver, journal, steps, deadline);
    ContextUpdate.remove(surroundings, journal.current(), steps);
    return failures;
  }

  /**
   * From now on the record says so; a record that can't be written any more is no reason not to.
   */
  private void begin(Steps steps) {
    try {
      journal.update(machine -> machine.withStep(TITLE));
    } catch (IOException | MachineFailure e) {
      steps.warn(String.valueOf(e.getMessage()));
    }
  }

  private String labels() {
    return journal.entries().stream().map(Resource::label).collect(Collectors.joining(", "));
  }

  /** A host that does not come up has usually said why on its console. */
  private MachineFailure withConsole(MachineFailure failure) {
    if (failure.kind() != FailureKind.UNAVAILABLE || !info.can(Capability.CONSOLE)) {
      return failure;
    }
    List<String> lines = console();
    return lines.isEmpty()
        ? failure
        : failure.because(
            failure.reason() + "\nend of the console:\n" + String.join("\n", lines), failure);
  }

  /** Empty where it can't be read: whatever comes between, what was made is to be taken back. */
  private List<String> console() {
    try {
      return driver.console(journal.current(), CONSOLE_LINES);
    } catch (InterruptedException | IOException | MachineFailure e) {
      return List.of();
    }
  }
}
