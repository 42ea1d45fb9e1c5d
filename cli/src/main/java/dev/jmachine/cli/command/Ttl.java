package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** How long a machine lives, as the user says it. */
final class Ttl {
  static final String OPTION = "--ttl";

  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofDays(3650);

  private Ttl() {}

  /** The value of the option; null where it is not given. */
  static @Nullable Duration read(ParseResult parsed) {
    String text = Options.text(parsed, OPTION);
    return text == null ? null : parse(text, "option " + OPTION);
  }

  /**
   * Reads a time such as 2h.
   *
   * @param taker what takes it, for the failure
   */
  static Duration parse(String text, String taker) {
    Duration time = Options.duration(text, taker);
    if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
      throw MachineFailure.usage(taker + " takes a time between 30s and 3650d")
          .because("\"" + text + "\" is not");
    }
    return time;
  }
}
