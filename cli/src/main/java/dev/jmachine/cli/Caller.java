package dev.jmachine.cli;

import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import dev.jmachine.cli.console.Terminal;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who called us and what we were given: all that a command may learn from outside. Tests give their
 * own.
 *
 * @param environment environment variables
 * @param home the user's home folder
 * @param install the install folder; null where no launcher started us
 * @param driverJvm the driver whose JVM this is; null in the first, quick JVM (ADR 0001)
 * @param handedOver whether the quick JVM has started this one, and turns the terminal's signals,
 *     which reach both, into one
 * @param input standard input
 * @param output standard output
 * @param messages standard error
 * @param terminal which of the three are terminals
 * @param clock wall clock
 * @param ticker monotonic clock
 * @param pause lets time pass
 * @param parts what the program is put together from
 */
public record Caller(
    Map<String, String> environment,
    Path home,
    @Nullable Path install,
    @Nullable String driverJvm,
    boolean handedOver,
    InputStream input,
    Output output,
    Messages messages,
    Terminal terminal,
    Clock clock,
    Ticker ticker,
    Pause pause,
    Parts parts) {
  public Caller {
    environment = Map.copyOf(environment);
  }

  /** The value of an environment variable that is set and not empty. */
  public @Nullable String env(String variable) {
    String value = environment.get(variable);
    return value == null || value.isEmpty() ? null : value;
  }
}
