package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.DriverValues;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Sweep;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What {@code gc} is told, beside the driver. */
final class GcOptions {
  static final String DRY_RUN = "--dry-run";
  static final String FORM = "--output";
  static final String YES = "--yes";
  private static final Duration USUAL_AGE = Duration.ofMinutes(10);
  private static final String REGION = "--region";
  private static final String AGE = "--older-than";
  private static final String OTHERS = "--other-stores";
  private static final String CACHES = "--images";

  private final ParseResult parsed;
  private final Caller caller;

  GcOptions(ParseResult parsed, Caller caller) {
    this.parsed = parsed;
    this.caller = caller;
  }

  static OptionSpec[] specs() {
    return new OptionSpec[] {
      Options.value(
          "DRIVER", "Look with this driver alone; its options say where", "-d", "--driver"),
      Options.value("REGION", "Look in this region", REGION),
      Options.flag("Show what would be deleted, and delete nothing", DRY_RUN),
      Options.value(
          "TIME", "Leave alone what no record claims but is younger: 10m (the default)", AGE),
      Options.flag(
          "Delete also what your other stores made, on any computer: their records cannot be seen"
              + " from here",
          OTHERS),
      Options.flag("Delete also images that no machine uses and that can be made again", CACHES),
      Options.flag("Do not ask", "-y", YES),
      Options.value("FORM", "table (the default) or json", "-o", FORM)
    };
  }

  boolean isDryRun() {
    return Options.has(parsed, DRY_RUN);
  }

  boolean isJson() {
    return OutputForm.isJson(Options.text(parsed, FORM));
  }

  boolean isConfirmed() {
    return Options.has(parsed, YES);
  }

  /**
   * What a driver of this JVM looks for.
   *
   * @param named whether the user named the driver, and so may have given its options
   * @return null for a driver that has no regions where one was given
   */
  Sweep.@Nullable Order order(DriverInfo driver, boolean named) throws IOException {
    OptionValues values =
        named ? DriverValues.of(driver.options(), parsed, caller).values() : usual(driver);
    String region = Options.text(parsed, REGION);
    if (region != null) {
      String option = driver.name() + "-region";
      if (driver.options().stream().noneMatch(o -> o.name().equals(option))) {
        if (named) {
          throw MachineFailure.usage("driver " + driver.name() + " has no regions");
        }
        return null;
      }
      Map<String, List<String>> all = new HashMap<>(values.values());
      all.put(option, List.of(region));
      values = new OptionValues(all);
    }
    return new Sweep.Order(
        new FindRequest(values, Options.has(parsed, CACHES)),
        Options.duration(parsed, AGE, USUAL_AGE),
        Options.has(parsed, OTHERS));
  }

  /** As {@link #order}, with what becomes of a place that a driver could not search. */
  Sweep.@Nullable Order order(DriverInfo driver, boolean named, FindRequest.Skipped skipped)
      throws IOException {
    Sweep.Order order = order(driver, named);
    if (order == null) {
      return null;
    }
    FindRequest where = order.where();
    return new Sweep.Order(
        new FindRequest(where.options(), where.caches(), skipped),
        order.olderThan(),
        order.otherStores());
  }

  private OptionValues usual(DriverInfo driver) throws IOException {
    return DriverValues.ofEnvironment(driver.options(), caller).values();
  }

  /** The same as arguments for the JVM of a driver, which is asked for JSON. */
  List<String> forwarded(String driver, boolean dryRun) {
    List<String> arguments = new ArrayList<>(List.of("gc", "-d", driver, "-o", "json"));
    arguments.add(dryRun ? DRY_RUN : YES);
    for (String option : List.of(REGION, AGE)) {
      String value = Options.text(parsed, option);
      if (value != null) {
        arguments.addAll(List.of(option, value));
      }
    }
    for (String flag : List.of(OTHERS, CACHES)) {
      if (Options.has(parsed, flag)) {
        arguments.add(flag);
      }
    }
    return arguments;
  }
}
