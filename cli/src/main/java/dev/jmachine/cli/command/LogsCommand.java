package dev.jmachine.cli.command;

import dev.jmachine.bootstrap.HostLogs;
import dev.jmachine.cli.Caller;
import dev.jmachine.cli.HostTools;
import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code logs}: what the engine, the bootstrap or the host's console had to say. */
final class LogsCommand implements Command {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration UNLIMITED = Duration.ofDays(3650);
  private static final String FOLLOW = "--follow";
  private static final String LINES = "--lines";
  private static final int USUAL_LINES = 100;

  /** Whose log. */
  private enum Log {
    ENGINE,
    BOOTSTRAP,
    CONSOLE
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            NamedMachines.LABEL,
            "NAME [engine|bootstrap|console]",
            "1..2",
            "The machine, and whose log: the engine's (the default), what the last installation of"
                + " the engine printed, or the host's console")
        .options(
            Options.flag("Go on with new lines until interrupted (engine)", "-f", FOLLOW),
            Options.value("N", "How many lines at the most: 100 (the default)", "-n", LINES))
        .example("jmachine logs dev -f")
        .example("jmachine logs dev console -n 30");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<String> given = Options.positionals(parsed);
    Machine machine = NamedMachines.one(given.subList(0, 1), context.store());
    Log log = log(given);
    int lines = lines(parsed);
    boolean follow = Options.has(parsed, FOLLOW);
    if (follow && log != Log.ENGINE) {
      throw MachineFailure.usage("only the engine's log can be followed")
          .hint("jmachine logs -f " + machine.name());
    }
    return switch (log) {
      case ENGINE -> follow ? follow(machine, lines, context) : engine(machine, lines, context);
      case BOOTSTRAP -> bootstrap(machine, lines, context);
      case CONSOLE -> console(machine, lines, context);
    };
  }

  private static Log log(List<String> given) {
    return switch (given.size() < 2 ? "engine" : given.get(1)) {
      case "engine" -> Log.ENGINE;
      case "bootstrap" -> Log.BOOTSTRAP;
      case "console" -> Log.CONSOLE;
      default ->
          throw MachineFailure.usage("unknown log \"" + given.get(1) + "\"")
              .because("known are engine, bootstrap and console");
    };
  }

  private static int lines(ParseResult parsed) {
    String text = Options.text(parsed, LINES);
    try {
      return text == null ? USUAL_LINES : Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw MachineFailure.usage("option --lines takes a whole number")
          .because("\"" + text + "\" is none", e);
    }
  }

  private static int engine(Machine machine, int lines, CommandContext context)
      throws IOException, InterruptedException {
    print(read(machine, lines, context).engine(), context);
    return 0;
  }

  private static int bootstrap(Machine machine, int lines, CommandContext context)
      throws IOException, InterruptedException {
    HostLogs logs = read(machine, lines, context);
    if (logs.install().isEmpty() && logs.upgrade().isEmpty()) {
      context.messages().line("nothing was installed on the host: its engine was there before");
    }
    print(logs.install(), context);
    print(logs.upgrade(), context);
    return 0;
  }

  private static HostLogs read(Machine machine, int lines, CommandContext context)
      throws IOException, InterruptedException {
    SshLogin.endpoint(machine);
    context.quiet();
    return tools(context)
        .logs(machine, lines, context.steps(machine.name()), deadline(PATIENCE, context));
  }

  private static int follow(Machine machine, int lines, CommandContext context)
      throws IOException, InterruptedException {
    String root = SshLogin.endpoint(machine).user().equals("root") ? "" : "sudo -n ";
    String command =
        "if command -v journalctl >/dev/null; then exec "
            + root
            + "journalctl -q --no-pager -o short-iso -f -u docker.service -n "
            + lines
            + "; else exec "
            + root
            + "tail -F -n "
            + lines
            + " /var/log/docker.log; fi";
    return tools(context)
        .exec(
            machine,
            command,
            InputStream.nullInputStream(),
            context.output().asStream(),
            context.messages().asStream(),
            deadline(UNLIMITED, context));
  }

  private static int console(Machine machine, int lines, CommandContext context)
      throws IOException, InterruptedException {
    return MachineDriver.run(
        machine, context, provider -> console(machine, lines, provider, context));
  }

  private static void console(
      Machine machine, int lines, DriverProvider provider, CommandContext context)
      throws IOException, InterruptedException {
    String lacking = provider.info().lacks().get(Capability.CONSOLE);
    if (lacking != null) {
      throw MachineFailure.usage("machine \"" + machine.name() + "\" has no console to read")
          .because(lacking);
    }
    try (Driver driver = provider.open(context.driverContext())) {
      driver.console(machine, lines).forEach(context.output()::line);
    }
  }

  private static HostTools tools(CommandContext context) {
    return context.caller().parts().hostTools(context.caller(), context.store().root());
  }

  private static Deadline deadline(Duration length, CommandContext context) {
    return Deadline.in(length, context.caller().ticker());
  }

  private static void print(String text, CommandContext context) {
    if (!text.isEmpty()) {
      context.output().print(text.endsWith("\n") ? text : text + "\n");
    }
  }
}
