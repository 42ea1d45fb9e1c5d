package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.FailurePrinter;
import dev.jmachine.cli.console.Questions;
import dev.jmachine.cli.drivers.DriverFlags;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * {@code gc}: asks every driver for what is ours, shows what no record claims or has expired, asks,
 * and deletes it. Ends with 0 where nothing is left, 1 where something could not be deleted or a
 * driver could not be asked.
 */
final class GcCommand implements Command {
  @Override
  public OptionalInt elsewhere(List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    String named = named(arguments);
    Drivers drivers = new Drivers(caller);
    if (named == null || drivers.here(named) != null) {
      return OptionalInt.empty();
    }
    ForeignDriver foreign = drivers.elsewhere(named);
    return foreign == null
        ? OptionalInt.empty()
        : OptionalInt.of(HandOver.run(foreign, List.of(), arguments));
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) throws IOException {
    syntax
        .options(GcOptions.specs())
        .example("jmachine gc --dry-run")
        .example("jmachine gc -y -d DRIVER --other-stores");
    String named = named(arguments);
    if (named != null) {
      DriverProvider provider = require(named, new Drivers(caller));
      DriverFlags.byGroup(provider.info().options()).forEach(syntax::group);
    }
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    GcOptions options = new GcOptions(parsed, context.caller());
    boolean asking = !options.isDryRun() && !options.isConfirmed();
    if (asking) {
      refuseWithoutTerminal(options, context);
    }
    context.interruptible();
    GcRound round = new GcRound(options, context);
    List<GcRow> rows = round.find(named(context.arguments()));
    if (!options.isJson()) {
      context.close();
      context.output().print(GcTable.of(rows, context.caller().clock().instant()));
      context.output().flush();
    }
    if (!options.isDryRun() && !rows.isEmpty()) {
      if (asking) {
        confirm(context);
      }
      rows = round.delete();
    }
    if (!options.isDryRun()) {
      context.store().forgetAll();
    }
    return report(rows, round, options, context);
  }

  private static int report(
      List<GcRow> rows, GcRound round, GcOptions options, CommandContext context) {
    List<MachineFailure> failures = round.failures();
    if (options.isJson()) {
      List<Object> all = new ArrayList<>();
      rows.forEach(row -> all.add(row.json()));
      context.output().line(JsonText.of(all));
    }
    context.close();
    FailurePrinter printer = new FailurePrinter(context.messages(), context.globals().debug());
    failures.forEach(printer::print);
    if (!options.isJson()) {
      context.messages().line(GcTable.summary(rows, options.isDryRun()));
    }
    boolean left = rows.stream().anyMatch(row -> row.result() == GcRow.Result.FAILED);
    return failures.isEmpty() && !left && !round.toldElsewhere()
        ? 0
        : FailureKind.FAILED.exitCode();
  }

  private static void refuseWithoutTerminal(GcOptions options, CommandContext context) {
    if (options.isJson() || !context.caller().terminal().input()) {
      throw MachineFailure.usage("cannot ask whether to delete")
          .because(options.isJson() ? "the answer is JSON" : "there is no terminal")
          .hint("jmachine gc --dry-run")
          .hint("jmachine gc -y");
    }
  }

  private static void confirm(CommandContext context) throws IOException {
    Caller caller = context.caller();
    if (!new Questions(caller.input(), caller.messages())
        .isConfirmed("Delete all of this, for good?")) {
      throw MachineFailure.of(FailureKind.CANCELLED, "nothing was deleted");
    }
  }

  private static DriverProvider require(String named, Drivers drivers) throws IOException {
    DriverProvider provider = drivers.here(named);
    if (provider == null) {
      throw drivers.unknown(named);
    }
    return provider;
  }

  /** The driver on the command line; null for all. The environment's choice is for creating. */
  private static @Nullable String named(List<String> arguments) {
    String named = null;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if ((argument.equals("-d") || argument.equals("--driver")) && i + 1 < arguments.size()) {
        named = arguments.get(++i);
      } else if (argument.startsWith("--driver=") || argument.startsWith("-d=")) {
        named = argument.substring(argument.indexOf('=') + 1);
      }
    }
    return named;
  }
}
