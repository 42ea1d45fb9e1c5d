package dev.jmachine.docs;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandEntry;
import dev.jmachine.cli.command.Commands;
import dev.jmachine.cli.command.GlobalOptions;
import dev.jmachine.cli.command.Syntax;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** One page a command, and an index. Drivers' options are on the drivers' own pages. */
final class CommandPages {
  private static final List<String> MAKING = List.of("create", "run");
  private static final List<String> OWN_GROUPS = List.of("Options", "Engine");

  private CommandPages() {}

  /** File name to content. */
  static Map<String, String> all(Caller caller) throws IOException, InterruptedException {
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", index());
    for (CommandEntry entry : Commands.ALL) {
      Command command = Objects.requireNonNull(Commands.open(entry.name()));
      Syntax syntax = Commands.syntax(entry.name(), command, List.of(entry.name()), caller);
      pages.put(entry.name() + ".md", page(entry, syntax));
    }
    return pages;
  }

  private static String index() {
    List<String> lines = new ArrayList<>(List.of("# Commands", ""));
    for (CommandEntry.Group group : CommandEntry.Group.values()) {
      lines.addAll(List.of("## " + group.heading(), "", "| command | |", "|---|---|"));
      Commands.ALL.stream()
          .filter(entry -> entry.group() == group)
          .map(CommandPages::link)
          .forEach(lines::add);
      lines.add("");
    }
    lines.addAll(List.of("## Options of every command", ""));
    lines.addAll(table(GlobalOptions.all().stream().filter(o -> !o.hidden()).toList()));
    lines.add("");
    lines.add(
        "Standard output holds data alone; progress, warnings and errors go to standard error.");
    lines.add("Exit codes: 0 done, 1 failed, 2 wrong command line, 3 a check before anything was");
    lines.add("made failed, 4 the provider or the host refused who we are, 130 cancelled.");
    lines.add("`ssh` and `scp` end as the other program did.");
    return text(lines);
  }

  private static String link(CommandEntry entry) {
    String name = entry.name();
    return "| [`" + name + "`](" + name + ".md) | " + entry.summary() + " |";
  }

  private static String page(CommandEntry entry, Syntax syntax) {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of("# jmachine " + entry.name(), "", entry.summary() + ".", ""));
    lines.addAll(List.of("```text", syntax.synopsis(), "```", ""));
    if (!syntax.arguments().isEmpty()) {
      lines.addAll(List.of("| argument | |", "|---|---|"));
      syntax
          .arguments()
          .forEach((label, what) -> lines.add("| `" + label + "` | " + cell(what) + " |"));
      lines.add("");
    }
    for (String group : OWN_GROUPS) {
      List<OptionSpec> options = syntax.shown().getOrDefault(group, List.of());
      if (!options.isEmpty()) {
        lines.addAll(List.of("## " + group, ""));
        lines.addAll(table(options));
        lines.add("");
      }
    }
    if (MAKING.contains(entry.name())) {
      lines.addAll(
          List.of("Each driver has options of its own: see [drivers](../drivers), or type", ""));
      lines.addAll(List.of("```sh", "jmachine " + entry.name() + " -d DRIVER --help", "```", ""));
    }
    if (!syntax.examples().isEmpty()) {
      lines.addAll(List.of("## Examples", "", "```text"));
      lines.addAll(syntax.examples());
      lines.addAll(List.of("```", ""));
    }
    lines.add("See also the [options of every command](README.md#options-of-every-command).");
    return text(lines);
  }

  private static List<String> table(List<OptionSpec> options) {
    List<String> rows = new ArrayList<>(List.of("| option | |", "|---|---|"));
    for (OptionSpec option : options) {
      String names =
          Arrays.stream(option.names()).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
      String value = option.type() == boolean.class ? "" : " `" + option.paramLabel() + "`";
      rows.add("| " + names + value + " | " + cell(option.description()[0]) + " |");
    }
    return rows;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
