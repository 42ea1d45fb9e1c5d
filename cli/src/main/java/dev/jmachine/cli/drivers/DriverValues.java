package dev.jmachine.cli.drivers;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.command.Options;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionType;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * The values of a driver's options: what the command line has, else the first environment variable
 * that is set, else the default.
 *
 * @param values with secrets filled in, for the driver
 * @param stored what was given, without secrets and defaults, for the record
 */
public record DriverValues(OptionValues values, Map<String, List<String>> stored) {
  public DriverValues {
    stored = Map.copyOf(stored);
  }

  /**
   * Collects the values.
   *
   * @throws MachineFailure USAGE for a value that its option does not take
   */
  public static DriverValues of(List<DriverOption> table, ParseResult parsed, Caller caller)
      throws IOException {
    return collect(table, parsed, caller);
  }

  /** The values without a command line that has the driver's options. */
  public static DriverValues ofEnvironment(List<DriverOption> table, Caller caller)
      throws IOException {
    return collect(table, null, caller);
  }

  private static DriverValues collect(
      List<DriverOption> table, @Nullable ParseResult parsed, Caller caller) throws IOException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, List<String>> stored = new LinkedHashMap<>();
    Secrets secrets = new Secrets(caller);
    for (DriverOption option : table) {
      List<String> given = given(option, parsed, caller);
      check(option, given);
      if (option.secret()) {
        values.put(option.name(), secrets.all(option.name(), given));
      } else {
        values.put(option.name(), given.isEmpty() ? defaults(option) : given);
        if (!given.isEmpty()) {
          stored.put(option.name(), given);
        }
      }
    }
    return new DriverValues(new OptionValues(values), stored);
  }

  /**
   * The values of a create that goes on: those of its record, and secrets as for a new one, since
   * no record holds them.
   *
   * @throws MachineFailure USAGE where an option is given that the record has settled
   */
  public static OptionValues resumed(
      List<DriverOption> table, Map<String, List<String>> stored, ParseResult parsed, Caller caller)
      throws IOException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Secrets secrets = new Secrets(caller);
    for (DriverOption option : table) {
      if (option.secret()) {
        values.put(option.name(), secrets.all(option.name(), given(option, parsed, caller)));
      } else if (Options.has(parsed, "--" + option.name())) {
        throw MachineFailure.usage("--" + option.name() + " does not go with --resume")
            .because("a create that goes on keeps the options with which it began");
      } else {
        values.put(option.name(), stored.getOrDefault(option.name(), defaults(option)));
      }
    }
    return new OptionValues(values);
  }

  private static List<String> given(
      DriverOption option, @Nullable ParseResult parsed, Caller caller) {
    String flag = "--" + option.name();
    if (parsed != null && Options.has(parsed, flag)) {
      return switch (option.type()) {
        case FLAG -> List.of("true");
        case LIST -> Options.texts(parsed, flag);
        case TEXT, NUMBER, FILE -> List.of(String.valueOf(Options.text(parsed, flag)));
      };
    }
    for (String variable : option.env()) {
      String value = caller.env(variable);
      if (value != null) {
        return fromEnvironment(option, value);
      }
    }
    return List.of();
  }

  private static List<String> fromEnvironment(DriverOption option, String value) {
    return switch (option.type()) {
      case LIST -> Arrays.stream(value.split(",", -1)).map(String::strip).toList();
      case FLAG -> List.of(Boolean.toString(isTrue(value)));
      case TEXT, NUMBER, FILE -> List.of(value);
    };
  }

  /** As docker-machine reads a flag's variable (Go's strconv.ParseBool). */
  private static boolean isTrue(String value) {
    return List.of("1", "t", "true").contains(value.toLowerCase(Locale.ROOT));
  }

  private static List<String> defaults(DriverOption option) {
    return option.defaultValue() == null ? List.of() : List.of(option.defaultValue());
  }

  private static void check(DriverOption option, List<String> given) {
    if (option.type() == OptionType.NUMBER && !given.isEmpty() && !isNumber(given.getFirst())) {
      throw MachineFailure.usage("option --" + option.name() + " takes a whole number")
          .because("\"" + given.getFirst() + "\" is none");
    }
  }

  private static boolean isNumber(String text) {
    try {
      return Integer.parseUnsignedInt(text) >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
