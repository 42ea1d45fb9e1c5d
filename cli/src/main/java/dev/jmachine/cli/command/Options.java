package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options in few words. All values are texts: a converter of picocli's costs start-up time, and its
 * errors have another form than ours.
 */
public final class Options {
  private Options() {}

  /**
   * An option without a value.
   *
   * @param description without a full stop
   */
  public static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(description + ".")
        .build();
  }

  /** An option with one value; given twice, the last one counts. */
  public static OptionSpec value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description + ".")
        .build();
  }

  /** An option that may be given several times. */
  public static OptionSpec list(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(severalTimes(description) + ".")
        .build();
  }

  /** Said before the default and the variables, which stand in brackets at the end. */
  private static String severalTimes(String description) {
    int bracket = description.indexOf(" [");
    int end = bracket < 0 ? description.length() : bracket;
    return description.substring(0, end)
        + "; may be given several times"
        + description.substring(end);
  }

  /** The same, not shown in help. */
  public static OptionSpec hidden(OptionSpec option) {
    return option.toBuilder().hidden(true).build();
  }

  static PositionalParamSpec positional(String label, String arity) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(arity)
        .paramLabel(label)
        .build();
  }

  /** As help lists it: {@code -q, --quiet} or {@code --filter KEY=VALUE}. */
  static String shown(OptionSpec option) {
    String names = String.join(", ", option.names());
    String indented = option.names()[0].startsWith("--") ? "    " + names : names;
    return option.type() == boolean.class ? indented : indented + " " + option.paramLabel();
  }

  public static boolean has(ParseResult parsed, String option) {
    return parsed.hasMatchedOption(option);
  }

  public static @Nullable String text(ParseResult parsed, String option) {
    return parsed.<@Nullable String>matchedOptionValue(option, null);
  }

  public static List<String> texts(ParseResult parsed, String option) {
    return parsed.matchedOptionValue(option, List.<String>of());
  }

  public static List<String> positionals(ParseResult parsed) {
    return parsed.matchedPositionalValue(0, List.<String>of());
  }

  /** A number of seconds, or a number with s, m, h or d behind it. */
  public static Duration duration(ParseResult parsed, String option, Duration otherwise) {
    String text = text(parsed, option);
    if (text == null) {
      return otherwise;
    }
    return duration(text, "option " + option);
  }

  /**
   * The same for a text from elsewhere.
   *
   * @param taker what takes it, for the failure: "option --ttl"
   */
  static Duration duration(String text, String taker) {
    try {
      return duration(text);
    } catch (NumberFormatException e) {
      throw MachineFailure.usage(taker + " takes a time such as 10, 90s or 5m")
          .because("\"" + text + "\" is none", e);
    }
  }

  private static Duration duration(String text) {
    String number = text.substring(0, Math.max(0, text.length() - 1));
    return switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(Integer.parseUnsignedInt(number));
      case 'm' -> Duration.ofMinutes(Integer.parseUnsignedInt(number));
      case 'h' -> Duration.ofHours(Integer.parseUnsignedInt(number));
      case 'd' -> Duration.ofDays(Integer.parseUnsignedInt(number));
      default -> Duration.ofSeconds(Integer.parseUnsignedInt(text));
    };
  }
}
