package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Json;
import dev.jmachine.cli.shell.Shell;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Interrupted;
import dev.jmachine.core.machine.Machine;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code env}: commands that point a shell's Docker client at a machine, from the record alone. */
final class EnvCommand implements Command {
  private static final String SHELL = "--shell";
  private static final String UNSET = "--unset";
  private static final String NO_PROXY = "--no-proxy";
  private static final String OUTPUT = "--output";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME]", "0..1", NamedMachines.OPTIONAL)
        .options(
            Options.value(
                "SHELL",
                "For which shell: bash, zsh, sh, fish, powershell, cmd, tcsh or emacs; else by"
                    + " $SHELL",
                SHELL),
            Options.flag("Take the variables away again", "-u", UNSET),
            Options.flag("Add the machine's address to NO_PROXY", NO_PROXY),
            Options.value(
                "FORM",
                "For programs: json, dotenv or github (lines for $GITHUB_ENV)",
                "-o",
                OUTPUT,
                "--format"))
        .example("eval \"$(jmachine env dev)\"")
        .example("jmachine env dev -o github >> \"$GITHUB_ENV\"");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    EnvVariables variables =
        Options.has(parsed, UNSET) ? EnvVariables.none() : variables(parsed, context);
    String form = Options.text(parsed, OUTPUT);
    if (form == null) {
      shell(variables, parsed, context);
    } else {
      context.output().print(form(form, variables));
    }
    return 0;
  }

  private static EnvVariables variables(ParseResult parsed, CommandContext context)
      throws IOException {
    Machine machine = NamedMachines.one(Options.positionals(parsed), context.store());
    Interrupted.refuse(machine);
    EnvVariables variables =
        EnvVariables.of(machine, context.store().machineFolder(machine.machineName()));
    return Options.has(parsed, NO_PROXY)
        ? variables.withoutProxy(Reached.at(machine), context.caller())
        : variables;
  }

  private static void shell(EnvVariables variables, ParseResult parsed, CommandContext context) {
    Caller caller = context.caller();
    String named = Options.text(parsed, SHELL);
    Shell shell = named == null ? running(caller) : Shell.named(named);
    variables.unset().forEach(name -> context.output().line(shell.unset(name)));
    variables.set().forEach((name, value) -> context.output().line(shell.set(name, value)));
    shell.hint(command(parsed, named)).forEach(context.output()::line);
  }

  private static Shell running(Caller caller) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return Shell.running(caller.env("SHELL"), windows, caller.env("PSModulePath") != null);
  }

  /** The same command again, for the hint; all of its words are plain. */
  private static String command(ParseResult parsed, @Nullable String shell) {
    StringBuilder command = new StringBuilder("jmachine env");
    if (shell != null) {
      command.append(" --shell ").append(shell);
    }
    for (String flag : List.of(UNSET, NO_PROXY)) {
      if (Options.has(parsed, flag)) {
        command.append(' ').append(flag);
      }
    }
    Options.positionals(parsed).forEach(name -> command.append(' ').append(name));
    return command.toString();
  }

  private static String form(String form, EnvVariables variables) {
    return switch (form) {
      case "json" -> json(variables);
      case "dotenv" -> lines(variables, EnvCommand::dotenv);
      case "github" -> lines(variables, EnvCommand::github);
      default ->
          throw MachineFailure.usage("unknown form \"" + form + "\"")
              .because("known are json, dotenv and github");
    };
  }

  /** A variable to be taken away is null. */
  private static String json(EnvVariables variables) {
    return Json.pretty(
            json -> {
              json.beginObject();
              variables.set().forEach((name, value) -> member(json, name, value));
              variables.unset().forEach(name -> member(json, name, null));
              json.endObject();
            })
        + "\n";
  }

  private static void member(JsonWriter json, String name, @Nullable String value) {
    json.name(name);
    json.value(value);
  }

  /** How one variable is written. */
  private interface Line {
    String of(String name, String value);
  }

  private static String lines(EnvVariables variables, Line line) {
    StringBuilder text = new StringBuilder();
    variables.set().forEach((name, value) -> text.append(line.of(name, value)).append('\n'));
    // a file can't take a variable away; an empty one is as good for a Docker client
    variables.unset().forEach(name -> text.append(line.of(name, "")).append('\n'));
    return text.toString();
  }

  /** Single quotes keep everything but themselves in every reader of .env files that we know. */
  private static String dotenv(String name, String value) {
    return value.indexOf('\'') < 0 && value.indexOf('\n') < 0
        ? name + "='" + value + "'"
        : name
            + "=\""
            + value
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("\n", "\\n")
            + "\"";
  }

  /** Workflow commands: the value as it is, or between delimiters where it has several lines. */
  private static String github(String name, String value) {
    return value.indexOf('\n') < 0
        ? name + "=" + value
        : name + "<<JMACHINE_END\n" + value + "\nJMACHINE_END";
  }
}
