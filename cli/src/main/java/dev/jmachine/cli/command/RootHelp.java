package dev.jmachine.cli.command;

import dev.jmachine.cli.console.HelpText;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code jmachine} without a command: help and version. */
public final class RootHelp {
  private static final String VERSION = "--version";

  private RootHelp() {}

  /** What may stand where no command does. */
  public static Syntax syntax() {
    return new Syntax("jmachine", "A Docker host anywhere, in one command, safely")
        .options(Options.flag("Show the version", "-v", VERSION));
  }

  public static boolean wantsVersion(ParseResult parsed) {
    return Options.has(parsed, VERSION);
  }

  /** Every command by group, and the options that all of them take. */
  public static String text() {
    HelpText text =
        new HelpText()
            .line("Usage: jmachine [OPTIONS] COMMAND")
            .line("")
            .line("A Docker host anywhere, in one command, safely.");
    for (CommandEntry.Group group : CommandEntry.Group.values()) {
      group(text, group);
    }
    text.heading("Options of every command");
    GlobalOptions.all().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> text.entry(Options.shown(option), option.description()[0]));
    return text.heading("More")
        .line("  jmachine COMMAND --help       options of a command")
        .line("  jmachine create -d DRIVER --help")
        .line("                                options of a driver")
        .toString();
  }

  private static void group(HelpText text, CommandEntry.Group group) {
    List<CommandEntry> entries =
        Commands.ALL.stream().filter(entry -> entry.group() == group).toList();
    if (!entries.isEmpty()) {
      text.heading(group.heading());
      entries.forEach(entry -> text.entry(entry.name(), entry.summary() + "."));
    }
  }
}
