package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Table;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.cli.drivers.DriverFlags;
import dev.jmachine.cli.drivers.DriverValues;
import dev.jmachine.cli.progress.Amounts;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.Template;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * {@code template build|ls|rm}: the frozen hosts from which a driver's machines start in seconds.
 */
final class TemplateCommand implements Command {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(20);

  private @Nullable DriverProvider provider;

  @Override
  public OptionalInt elsewhere(List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    return ChosenDriver.elsewhere(DriverChoice.of(arguments, caller), arguments, caller);
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) throws IOException {
    provider = ChosenDriver.here(DriverChoice.of(arguments, caller), caller);
    syntax
        .positionals(
            "ACTION",
            "build|ls|rm [ID...]",
            "1..*",
            "build makes the template for machines with these options, ls lists templates, rm"
                + " removes those of the given ids")
        .options(
            ChosenDriver.option("Whose templates", caller),
            Options.value("TIME", "How long a build may take: 90s, 20m (the default)", "--timeout"),
            Options.flag("Ids alone, or warnings and errors alone", "-q", "--quiet"),
            Form.option());
    DriverFlags.byGroup(provider.info().options()).forEach(syntax::group);
    syntax
        .example("jmachine template build && jmachine create dev")
        .example("jmachine template rm $(jmachine template ls -q)");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    DriverProvider driver = Objects.requireNonNull(provider, "describe comes first");
    ChosenDriver.requireOnce(parsed, driver);
    List<String> words = Options.positionals(parsed);
    List<String> ids = words.subList(1, words.size());
    try (Driver open = driver.open(context.driverContext())) {
      Templates templates =
          open.templates().orElseThrow(() -> Templates.none(driver.info().name()));
      switch (words.getFirst()) {
        case "build" -> {
          requireNone(ids);
          build(templates, parsed, context);
        }
        case "ls" -> {
          requireNone(ids);
          list(templates, parsed, context);
        }
        case "rm" -> remove(templates, ids, context);
        default ->
            throw MachineFailure.usage("unknown action \"" + words.getFirst() + "\"")
                .because("known are build, ls and rm");
      }
    }
    return 0;
  }

  private static void requireNone(List<String> ids) {
    if (!ids.isEmpty()) {
      throw MachineFailure.usage("unexpected argument \"" + ids.getFirst() + "\"");
    }
  }

  private void build(Templates templates, ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    DriverValues values =
        DriverValues.of(
            Objects.requireNonNull(provider).info().options(), parsed, context.caller());
    boolean quiet = Options.has(parsed, "--quiet");
    if (quiet) {
      context.quiet();
    }
    context.interruptible();
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    long start = context.caller().ticker().nanos();
    Template built =
        templates.build(
            values.values(), context.steps(""), Deadline.in(timeout, context.caller().ticker()));
    context.close();
    if (!quiet) {
      Duration took = Duration.ofNanos(context.caller().ticker().nanos() - start);
      context
          .messages()
          .line(
              "Template "
                  + built.id()
                  + " is ready ("
                  + Amounts.bytes(built.bytes(), -1)
                  + ", "
                  + Amounts.elapsed(took)
                  + "); machines with these options start from it.");
    }
  }

  private static void list(Templates templates, ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<Template> all = templates.list();
    if (Options.has(parsed, "--quiet")) {
      all.forEach(template -> context.output().line(template.id()));
      return;
    }
    context
        .output()
        .print(
            switch (Form.of(parsed)) {
              case TABLE -> table(all);
              case JSON ->
                  JsonText.indented(all.stream().map(TemplateCommand::json).toList()) + "\n";
            });
  }

  private static String table(List<Template> all) {
    Table table = new Table("ID", "CREATED", "SIZE", "FITS", "MACHINES", "WHAT");
    for (Template one : all) {
      List<String> what = new ArrayList<>();
      one.details().forEach((key, value) -> what.add(key + " " + value));
      table.row(
          one.id(),
          one.created(),
          Amounts.bytes(one.bytes(), -1),
          one.fits() ? "yes" : "no",
          one.machines().isEmpty() ? "-" : String.join(",", one.machines()),
          String.join(", ", what));
    }
    return table.toString();
  }

  private static Object json(Template one) {
    return JsonText.object(
        "id", one.id(),
        "created", one.created(),
        "bytes", one.bytes(),
        "fits", one.fits(),
        "machines", one.machines(),
        "details", one.details());
  }

  private static void remove(Templates templates, List<String> ids, CommandContext context)
      throws IOException, InterruptedException {
    if (ids.isEmpty()) {
      throw MachineFailure.usage("no template is named").hint("jmachine template ls");
    }
    Steps steps = context.steps("");
    for (String id : ids) {
      templates.remove(id, steps);
    }
  }
}
