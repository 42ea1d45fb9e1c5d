package dev.jmachine.cli.command;

import static dev.jmachine.cli.command.CommandEntry.Group.OTHER;

import dev.jmachine.cli.Caller;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of subcommands. A new one is a file, a line in {@link #ALL} and a line in {@link
 * #open}: two, so that only the class that is wanted is loaded.
 */
public final class Commands {
  /** In the order of help. */
  public static final List<CommandEntry> ALL =
      List.of(
          new CommandEntry(
              "version", OTHER, "Show the version of jmachine, or of a machine's engine"),
          new CommandEntry("help", OTHER, "Show help for a command"));

  private Commands() {}

  /** The command called {@code name}; null where there is none. */
  public static @Nullable Command open(String name) {
    return switch (name) {
      case "version" -> new VersionCommand();
      case "help" -> new HelpCommand();
      default -> null;
    };
  }

  /** What a command takes, given the whole command line. */
  public static Syntax syntax(String name, Command command, List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    Syntax syntax = new Syntax("jmachine " + name, summary(name));
    command.describe(syntax, arguments, caller);
    return syntax;
  }

  /** Empty for a command that is not for users. */
  private static String summary(String name) {
    return ALL.stream()
        .filter(entry -> entry.name().equals(name))
        .map(CommandEntry::summary)
        .findFirst()
        .orElse("");
  }
}
