package dev.jmachine.cli.command;

import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonObject;
import dev.jmachine.core.lifecycle.Leftover;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.lifecycle.Sweep;
import dev.jmachine.core.store.StoredMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One round of {@code gc} over the drivers: those of this JVM by their {@link Sweep}, those with a
 * JVM of their own by {@code gc} in there, which answers in JSON.
 */
final class GcRound {
  private final GcOptions options;
  private final CommandContext context;
  private final Surroundings surroundings;
  private final Map<Leftover, Sweep> here = new LinkedHashMap<>();
  private final List<ForeignDriver> elsewhere = new ArrayList<>();
  private final List<GcRow> done = new ArrayList<>();
  private final List<MachineFailure> failures = new ArrayList<>();
  private boolean toldElsewhere;

  GcRound(GcOptions options, CommandContext context) {
    this.options = options;
    this.context = context;
    this.surroundings = context.surroundings(null);
  }

  /** Why drivers could not be asked, or things not be deleted. */
  List<MachineFailure> failures() {
    return failures;
  }

  /** Whether the JVM of a driver has told of a failure itself. */
  boolean toldElsewhere() {
    return toldElsewhere;
  }

  /**
   * Looks for leftovers.
   *
   * @param named the one driver to ask; null for all
   */
  List<GcRow> find(@Nullable String named) throws IOException, InterruptedException {
    List<GcRow> rows = new ArrayList<>();
    if (named != null) {
      DriverProvider provider = Objects.requireNonNull(context.drivers().here(named));
      search(provider, true, rows);
      return rows;
    }
    for (DriverProvider provider : context.caller().parts().drivers()) {
      search(provider, false, rows);
    }
    for (ForeignDriver driver : context.drivers().elsewhere()) {
      // where nobody is asked, one search finds and deletes
      List<GcRow> found = ask(driver, !options.isConfirmed() || options.isDryRun());
      rows.addAll(found);
      if (options.isConfirmed()) {
        done.addAll(found);
      } else if (!found.isEmpty()) {
        elsewhere.add(driver);
      }
    }
    return rows;
  }

  private void search(DriverProvider provider, boolean named, List<GcRow> rows)
      throws IOException, InterruptedException {
    Sweep sweep = new Sweep(surroundings, provider);
    try {
      Sweep.Order order = options.order(provider.info(), named, failures::add);
      if (order != null) {
        for (Leftover leftover : sweep.find(order)) {
          here.put(leftover, sweep);
          rows.add(GcRow.of(leftover));
        }
      }
    } catch (MachineFailure failure) {
      if (named) {
        throw failure;
      }
      if (isNotSetUp(provider.info().name(), failure.kind().exitCode())) {
        tellNotSetUp(provider.info().name());
      } else {
        failures.add(failure);
      }
    }
  }

  /** Deletes what was found; the rows with what came of each. */
  List<GcRow> delete() throws IOException, InterruptedException {
    List<GcRow> rows = new ArrayList<>();
    for (Map.Entry<Leftover, Sweep> entry : here.entrySet()) {
      rows.add(delete(entry.getKey(), entry.getValue()));
    }
    rows.addAll(done);
    for (ForeignDriver driver : elsewhere) {
      rows.addAll(ask(driver, false));
    }
    return rows;
  }

  private GcRow delete(Leftover leftover, Sweep sweep) throws IOException, InterruptedException {
    GcRow row = GcRow.of(leftover);
    try {
      boolean deleted = sweep.delete(leftover, context.steps(leftover.machine()));
      return row.ended(deleted ? GcRow.Result.DELETED : GcRow.Result.KEPT, null);
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        return row.ended(GcRow.Result.DELETED, null); // its watch, or another gc, was quicker
      }
      failures.add(failure);
      return row.ended(GcRow.Result.FAILED, failure.what());
    }
  }

  /** Runs gc in the driver's JVM, whose messages go to ours. */
  private List<GcRow> ask(ForeignDriver driver, boolean dryRun)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(context.globals().arguments());
    arguments.addAll(options.forwarded(driver.name(), dryRun));
    HandOver.Answer told = HandOver.answer(driver, arguments);
    int code = told.code();
    String answer = told.output();
    if (isNotSetUp(driver.name(), code)) {
      tellNotSetUp(driver.name());
      return List.of();
    }
    context.messages().print(told.messages());
    if (answer.isBlank()) {
      failures.add(
          MachineFailure.failed("driver " + driver.name() + " could not be asked")
              .because("its answer is above; it ended with code " + code));
      return List.of();
    }
    List<GcRow> rows = new ArrayList<>();
    JsonObject.parse("{\"rows\":" + answer + "}")
        .objects("rows")
        .forEach(o -> rows.add(GcRow.read(o)));
    toldElsewhere |= code != 0;
    return rows;
  }

  /**
   * Without credentials, or without the account that they do not name; and nothing here needs it.
   */
  private boolean isNotSetUp(String driver, int exitCode) throws IOException {
    boolean noAccount =
        exitCode == FailureKind.CREDENTIALS.exitCode() || exitCode == FailureKind.USAGE.exitCode();
    return noAccount && !isUsed(driver);
  }

  private void tellNotSetUp(String driver) {
    context.steps("").note("driver " + driver + " was not asked: it is not set up here");
  }

  private boolean isUsed(String driver) throws IOException {
    TreeSet<String> used = new TreeSet<>();
    for (StoredMachine stored : context.store().list()) {
      if (stored instanceof StoredMachine.Readable readable) {
        used.add(readable.machine().spec().driver());
      }
    }
    return used.contains(driver);
  }
}
