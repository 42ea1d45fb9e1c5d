package dev.jmachine.cli.command;

import dev.jmachine.cli.progress.Amounts;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code create --count N NAME}: machines NAME-1 to NAME-N, a few at once. One that fails is rolled
 * back and leaves the others alone.
 */
final class CreateMany {
  private static final String COUNT = "--count";
  private static final String AT_ONCE = "--parallel";

  /** Each takes a processor of this computer to boot. */
  private static final int HERE_AT_ONCE = 4;

  /** Each is waited for most of its time. */
  private static final int ELSEWHERE_AT_ONCE = 20;

  private static final int MOST = 1000;

  private CreateMany() {}

  /** How one of them is created. */
  interface Creation {
    Machine of(CreateOrder order, Driver driver, Steps steps)
        throws IOException, InterruptedException;
  }

  static List<OptionSpec> options() {
    return List.of(
        Options.value("N", "Create N machines, NAME-1 to NAME-N", COUNT),
        Options.value(
            "N",
            "How many of them at once [default: "
                + HERE_AT_ONCE
                + ", and "
                + ELSEWHERE_AT_ONCE
                + " of a cloud's]",
            AT_ONCE));
  }

  static boolean isAskedFor(ParseResult parsed) {
    return Options.has(parsed, COUNT);
  }

  /**
   * Creates them.
   *
   * @param creation of one
   * @param order of any of them; its name is what theirs begin with
   * @param spare whether another one waits afterwards
   * @return the exit code
   * @throws MachineFailure CONFLICT before anything is made, where one of the names is taken
   */
  static int run(
      CreateOrder order, Spare spare, ParseResult parsed, CommandContext context, Creation creation)
      throws IOException, InterruptedException {
    List<MachineName> names = names(order.name(), number(parsed, COUNT, 1));
    requireFree(names, context.store());
    long start = context.caller().ticker().nanos();
    Map<MachineName, MachineFailure> failed;
    try (Driver driver = open(order, context, names.size())) {
      failed =
          Parallel.each(
              names,
              number(parsed, AT_ONCE, atOnce(context)),
              name -> creation.of(order.named(name), driver, context.steps(name.value())));
    }
    context.close();
    if (!Options.has(parsed, "--quiet")) {
      Duration took = Duration.ofNanos(context.caller().ticker().nanos() - start);
      context.messages().line(told(names, failed, took));
    }
    if (failed.size() < names.size()) {
      CreateCommand.afterwards(order, spare, parsed, context);
    }
    return new Outcome(failed, List.of()).report(context);
  }

  private static Driver open(CreateOrder order, CommandContext context, int machines) {
    DriverContext one = context.driverContext();
    return order.provider().open(machines > 1 ? one.forSeveral() : one);
  }

  /** A driver with a JVM of its own is one with an SDK: its machines are not on this computer. */
  private static int atOnce(CommandContext context) {
    return context.caller().driverJvm() == null ? HERE_AT_ONCE : ELSEWHERE_AT_ONCE;
  }

  static List<MachineName> names(MachineName first, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new MachineName(first + "-" + number))
        .toList();
  }

  private static int number(ParseResult parsed, String option, int otherwise) {
    String text = Options.text(parsed, option);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refused(option, text);
    }
    throw refused(option, text);
  }

  private static MachineFailure refused(String option, String text) {
    return MachineFailure.usage("option " + option + " takes a number from 1 to " + MOST)
        .because("\"" + text + "\" is none");
  }

  private static void requireFree(List<MachineName> names, MachineStore store) {
    List<MachineName> taken = names.stream().filter(store::exists).toList();
    if (!taken.isEmpty()) {
      throw MachineFailure.of(FailureKind.CONFLICT, "machines of these names exist already")
          .because(joined(taken, ", "))
          .hint("jmachine rm " + joined(taken, " "));
    }
  }

  private static String told(
      List<MachineName> names, Map<MachineName, MachineFailure> failed, Duration took) {
    List<MachineName> made = new ArrayList<>(names);
    made.removeAll(failed.keySet());
    return made.size()
        + " of "
        + names.size()
        + " machines are ready ("
        + Amounts.elapsed(took)
        + ")"
        + (made.isEmpty() ? "." : ": " + joined(made, " "));
  }

  private static String joined(List<MachineName> names, String by) {
    return names.stream().map(MachineName::value).collect(Collectors.joining(by));
  }
}
