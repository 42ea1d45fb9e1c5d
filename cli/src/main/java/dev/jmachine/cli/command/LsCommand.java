package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Table;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code ls}: every machine, with its state and its engine's version as they are now. */
final class LsCommand implements Command {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final String QUIET = "--quiet";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .options(
            Options.flag("Names alone", "-q", QUIET),
            Options.list(
                "KEY=VALUE",
                "Only machines whose name (a regular expression), driver, state or label matches",
                "--filter"),
            Options.value("FORM", "table (the default) or json", "-o", "--output"),
            Options.value("TIME", "How long to ask: 10s (the default), 1m", "-t", "--timeout"))
        .example("jmachine ls --filter state=running -q");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    LsFilter filter = LsFilter.parse(Options.texts(parsed, "--filter"));
    boolean quiet = Options.has(parsed, QUIET);
    boolean json = OutputForm.isJson(Options.text(parsed, "--output"));
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    List<LsRow> rows = rows(filter, context);
    if (!quiet || filter.needsStates()) {
      Deadline deadline = Deadline.in(timeout, context.caller().ticker());
      rows = new LsObservation(context, deadline).states(rows);
      rows = rows.stream().filter(filter::takes).toList();
      rows = quiet ? rows : new LsEngines(context, deadline).versions(rows);
    }
    if (quiet) {
      rows.forEach(row -> context.output().line(row.name()));
    } else {
      context.output().print(json ? LsJson.of(rows) : table(rows, context));
    }
    return 0;
  }

  private static List<LsRow> rows(LsFilter filter, CommandContext context) throws IOException {
    ActiveMachine active = ActiveMachine.of(context.caller(), context);
    return context.store().list().stream()
        .map(stored -> LsRow.of(stored, active))
        .filter(filter::takesRecord)
        .toList();
  }

  private static String table(List<LsRow> rows, CommandContext context) {
    Expiry expiry = new Expiry(context.caller().clock().instant());
    Table table =
        new Table("NAME", "ACTIVE", "DRIVER", "STATE", "URL", "ENGINE", "EXPIRES", "ERRORS");
    for (LsRow row : rows) {
      table.row(
          row.name(),
          row.active() ? "*" : "-",
          row.driver(),
          row.state(),
          row.url(),
          row.engine(),
          expiry.shown(row),
          row.errors());
    }
    return table.toString();
  }
}
