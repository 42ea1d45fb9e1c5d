package dev.jmachine.cli.drivers;

import dev.jmachine.cli.command.Options;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** A driver's option table as options of the command line. */
public final class DriverFlags {
  private DriverFlags() {}

  /** The options by the heading under which help lists them, in the table's order. */
  public static Map<String, List<OptionSpec>> byGroup(List<DriverOption> table) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (DriverOption option : table) {
      groups.computeIfAbsent(option.group(), _ -> new ArrayList<>()).add(flag(option));
    }
    return groups;
  }

  private static OptionSpec flag(DriverOption option) {
    String[] names = names(option).toArray(String[]::new);
    return switch (option.type()) {
      case FLAG -> Options.flag(help(option), names);
      case LIST -> Options.list(option.placeholder(), help(option), names);
      case TEXT, NUMBER, FILE -> Options.value(option.placeholder(), help(option), names);
    };
  }

  private static List<String> names(DriverOption option) {
    List<String> names = new ArrayList<>();
    names.add("--" + option.name());
    option.aliases().forEach(alias -> names.add("--" + alias));
    return names;
  }

  private static String help(DriverOption option) {
    StringBuilder help = new StringBuilder(option.help());
    if (option.secret()) {
      help.append("; secret: env:NAME, file:PATH or -");
    }
    if (option.defaultValue() != null && option.type() != OptionType.FLAG) {
      help.append(" [default: ").append(option.defaultValue()).append(']');
    }
    if (!option.env().isEmpty()) {
      help.append(" [env: ").append(String.join(", ", option.env())).append(']');
    }
    return help.toString();
  }
}
