package dev.jmachine.cli.completion;

import dev.jmachine.cli.completion.CommandWords.Option;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of the scripts for bash and zsh, which have the case statement in common: functions
 * that print the commands, a command's options, what an option takes, and what stands at a place.
 */
final class CaseTables {
  private CaseTables() {}

  static String text(List<CommandWords> commands) {
    StringBuilder text = new StringBuilder();
    text.append("_jmachine_commands() {\n  cat <<'END'\n");
    commands.forEach(c -> text.append(c.name()).append(':').append(c.summary()).append('\n'));
    text.append("END\n}\n\n");
    function(text, "_jmachine_options", "$1", options(commands));
    function(text, "_jmachine_values", "$1 $2", values(commands));
    function(text, "_jmachine_arguments", "$1 $2", arguments(commands));
    return text.toString();
  }

  /** Command to its options; the empty command has those that stand before any. */
  private static Map<String, String> options(List<CommandWords> commands) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("''", "--help --version --debug --storage-path --progress");
    for (CommandWords command : commands) {
      rows.put(
          command.name(),
          command.options().stream()
              .flatMap(option -> option.names().stream())
              .distinct()
              .collect(Collectors.joining(" ")));
    }
    return rows;
  }

  /** Command and option, for options that take something, to what they take. */
  private static Map<String, String> values(List<CommandWords> commands) {
    Map<String, Set<String>> patterns = new LinkedHashMap<>();
    for (CommandWords command : commands) {
      for (Option option : command.options()) {
        Words values = option.values();
        if (values != null) {
          Set<String> same = patterns.computeIfAbsent(values.code(), _ -> new LinkedHashSet<>());
          option.names().forEach(name -> same.add("'" + command.name() + " " + name + "'"));
        }
      }
    }
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("' -s' | ' --storage-path'", "files");
    rows.put("' --progress'", "words auto terminal plain json silent");
    patterns.forEach((code, same) -> rows.put(String.join(" | ", same), code));
    return rows;
  }

  /** Command and the number of positionals before, from 0, to what stands there. */
  private static Map<String, String> arguments(List<CommandWords> commands) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("' '*", "commands");
    for (CommandWords command : commands) {
      List<Words> places = command.arguments();
      for (int i = 0; i < places.size(); i++) {
        boolean last = i == places.size() - 1;
        String place = last ? "'" + command.name() + " '*" : "'" + command.name() + " " + i + "'";
        rows.put(place, places.get(i).code());
      }
    }
    return rows;
  }

  private static void function(
      StringBuilder text, String name, String subject, Map<String, String> rows) {
    text.append(name).append("() {\n  case \"").append(subject).append("\" in\n");
    rows.forEach(
        (pattern, result) ->
            text.append("    ").append(pattern).append(") echo '").append(result).append("' ;;\n"));
    text.append("    *) return 1 ;;\n  esac\n}\n\n");
  }
}
