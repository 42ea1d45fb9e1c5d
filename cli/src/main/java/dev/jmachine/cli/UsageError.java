package dev.jmachine.cli;

import dev.jmachine.cli.console.Closest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in our words.
 *
 * @param what such as: unknown option --filtre
 * @param hint what was probably meant; null where nothing is near
 */
record UsageError(String what, @Nullable String hint) {
  /**
   * Puts picocli's exception into our words.
   *
   * @param known every option of the command
   */
  static UsageError of(ParameterException e, List<String> known) {
    return switch (e) {
      case UnmatchedArgumentException unmatched ->
          unmatched(unmatched.getUnmatched().getFirst(), known);
      case MissingParameterException missing -> missing(missing.getMissing().getFirst());
      default -> new UsageError(plain(String.valueOf(e.getMessage())), null);
    };
  }

  private static UsageError unmatched(String argument, List<String> known) {
    if (!argument.startsWith("-")) {
      return new UsageError("unexpected argument \"" + argument + "\"", null);
    }
    String option = argument.replaceFirst("=.*", "");
    String meant = Closest.to(option, known);
    return new UsageError(
        "unknown option " + option, meant == null ? null : "did you mean " + meant + "?");
  }

  private static UsageError missing(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? new UsageError(
            "option " + option.longestName() + " takes a value (" + option.paramLabel() + ")", null)
        : new UsageError(argument.paramLabel() + " is missing", null);
  }

  private static String plain(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT)
        + message.substring(1).replace('\'', '"').replaceFirst("\\.$", "");
  }
}
