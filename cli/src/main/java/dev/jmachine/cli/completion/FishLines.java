package dev.jmachine.cli.completion;

import dev.jmachine.cli.completion.CommandWords.Option;
import java.util.List;

/** The lines of the script for fish, one a command, an option, a place. */
final class FishLines {
  private FishLines() {}

  static String text(List<CommandWords> commands) {
    StringBuilder text = new StringBuilder();
    for (CommandWords command : commands) {
      text.append("complete -c jmachine -n __fish_use_subcommand -a ").append(command.name());
      text.append(" -d ").append(quoted(command.summary())).append('\n');
    }
    for (CommandWords command : commands) {
      String start = "complete -c jmachine -n '__fish_seen_subcommand_from " + command.name() + "'";
      command.options().forEach(option -> option(text, start, option));
      if (!command.arguments().isEmpty()) {
        text.append(start).append(taken(command.arguments().getFirst())).append('\n');
      }
    }
    return text.toString();
  }

  private static void option(StringBuilder text, String start, Option option) {
    text.append(start);
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    Words values = option.values();
    text.append(values == null ? "" : " -r" + taken(values));
    text.append(" -d ").append(quoted(option.description())).append('\n');
  }

  private static String taken(Words words) {
    return switch (words) {
      case Words.Nothing _ -> "";
      case Words.Machines _ -> " -a '(__jmachine_machines)'";
      case Words.Files _ -> " -F";
      case Words.Copied _ -> " -F -a '(__jmachine_machines):'";
      case Words.Fixed(List<String> fixed) -> " -a " + quoted(String.join(" ", fixed));
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
