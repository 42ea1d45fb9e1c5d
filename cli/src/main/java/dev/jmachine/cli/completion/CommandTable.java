package dev.jmachine.cli.completion;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandEntry;
import dev.jmachine.cli.command.Commands;
import dev.jmachine.cli.command.GlobalOptions;
import dev.jmachine.cli.command.Syntax;
import dev.jmachine.cli.completion.CommandWords.Option;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.progress.ProgressMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** Every command as completion sees it, read from the commands themselves. */
final class CommandTable {
  /** Commands whose options depend on the driver. */
  private static final List<String> MAKING = List.of("create", "run", "template", "pool");

  private final List<String> drivers;

  private CommandTable(List<String> drivers) {
    this.drivers = drivers;
  }

  /** All commands, in the order of help; the options of {@code create} are the usual driver's. */
  static List<CommandWords> of(Caller caller) throws IOException, InterruptedException {
    CommandTable table =
        new CommandTable(new Drivers(caller).all().stream().map(Drivers.Listed::name).toList());
    List<CommandWords> all = new ArrayList<>();
    for (CommandEntry entry : Commands.ALL) {
      all.add(table.command(entry, caller));
    }
    return all;
  }

  private CommandWords command(CommandEntry entry, Caller caller)
      throws IOException, InterruptedException {
    Command command = Objects.requireNonNull(Commands.open(entry.name()));
    Syntax syntax = Commands.syntax(entry.name(), command, arguments(entry, caller), caller);
    List<Option> options =
        Stream.concat(
                syntax.shown().values().stream().flatMap(List::stream),
                GlobalOptions.all().stream().filter(option -> !option.hidden()))
            .map(this::option)
            .toList();
    return new CommandWords(entry.name(), entry.summary(), options, arguments(entry, syntax));
  }

  /** The command line whose options are asked for; a create needs a driver of this JVM. */
  private static List<String> arguments(CommandEntry entry, Caller caller) {
    if (!MAKING.contains(entry.name())) {
      return List.of(entry.name());
    }
    boolean usual = new Drivers(caller).here(DriverChoice.USUAL) != null;
    String driver =
        usual ? DriverChoice.USUAL : caller.parts().drivers().iterator().next().info().name();
    return List.of(entry.name(), "--driver", driver);
  }

  private Option option(OptionSpec option) {
    Words values = option.type() == boolean.class ? null : values(option.paramLabel());
    return new Option(List.of(option.names()), values, option.description()[0]);
  }

  private Words values(String label) {
    return switch (label) {
      case "DRIVER" -> new Words.Fixed(drivers);
      case "FILE", "FOLDER" -> new Words.Files();
      case "FORM" -> new Words.Fixed(List.of("table", "json"));
      case "HOW" ->
          new Words.Fixed(Arrays.stream(ProgressMode.values()).map(ProgressMode::word).toList());
      case "SHELL" -> new Words.Fixed(List.of("bash", "sh", "zsh", "fish", "powershell", "cmd"));
      default -> new Words.Nothing();
    };
  }

  private static List<Words> arguments(CommandEntry entry, Syntax syntax) {
    return switch (entry.name()) {
      case "create" -> List.of(new Words.Nothing());
      case "logs" ->
          List.of(
              new Words.Machines(),
              new Words.Fixed(List.of("engine", "bootstrap", "console")),
              new Words.Nothing());
      case "forward", "ssh" -> List.of(new Words.Machines(), new Words.Nothing());
      default -> syntax.arguments().keySet().stream().map(CommandTable::argument).toList();
    };
  }

  private static Words argument(String label) {
    return switch (label) {
      case "NAME" -> new Words.Machines();
      case "PATH" -> new Words.Copied();
      case "COMMAND" -> new Words.Fixed(Commands.ALL.stream().map(CommandEntry::name).toList());
      case "SHELL" ->
          new Words.Fixed(
              Arrays.stream(CompletionScript.values())
                  .map(script -> script.name().toLowerCase(Locale.ROOT))
                  .toList());
      default -> new Words.Nothing();
    };
  }
}
