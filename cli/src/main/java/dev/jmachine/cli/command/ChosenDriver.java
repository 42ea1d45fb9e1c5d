package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The driver of a command whose options are the driver's too. */
final class ChosenDriver {
  private static final String DRIVER = "--driver";

  private ChosenDriver() {}

  /** As {@link Command#elsewhere}: the JVM of the driver, where it has one of its own. */
  static OptionalInt elsewhere(String choice, List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    Drivers drivers = new Drivers(caller);
    if (drivers.here(choice) != null) {
      return OptionalInt.empty();
    }
    ForeignDriver foreign = drivers.elsewhere(choice);
    return foreign == null
        ? OptionalInt.empty()
        : OptionalInt.of(HandOver.run(foreign, List.of(), arguments));
  }

  /** The driver of this JVM that is called so. */
  static DriverProvider here(String choice, Caller caller) throws IOException {
    Drivers drivers = new Drivers(caller);
    DriverProvider provider = drivers.here(choice);
    if (provider == null) {
      throw drivers.unknown(choice);
    }
    return provider;
  }

  /**
   * The option that names it.
   *
   * @param purpose what help says before the list of drivers
   */
  static OptionSpec option(String purpose, Caller caller) throws IOException {
    return Options.value(
        "DRIVER",
        purpose
            + ": "
            + String.join(", ", new Drivers(caller).summaries().keySet())
            + " [default: "
            + DriverChoice.USUAL
            + "] [env: JMACHINE_DRIVER]",
        "-d",
        DRIVER);
  }

  /** The driver as the command line names it; null where it does not. */
  static @Nullable String named(ParseResult parsed) {
    return Options.text(parsed, DRIVER);
  }

  /** Refuses a command line that names two. */
  static void requireOnce(ParseResult parsed, DriverProvider driver) {
    String named = named(parsed);
    if (named != null && !driver.info().isCalled(named)) {
      throw MachineFailure.usage("name the driver once")
          .because("both \"" + named + "\" and \"" + driver.info().name() + "\" are named");
    }
  }
}
