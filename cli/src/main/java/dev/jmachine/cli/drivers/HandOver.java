package dev.jmachine.cli.drivers;

import dev.jmachine.cli.signal.SignalRelay;
import dev.jmachine.cli.signal.Signals;
import dev.jmachine.core.failure.MachineFailure;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the JVM of a driver do a command: the same arguments, the same streams, its exit code. A
 * terminal signals both processes on Ctrl-C; the other one ignores that, and this one passes every
 * signal on as SIGTERM, so that a cancellation arrives once, whoever sent it.
 */
public final class HandOver {
  private HandOver() {}

  /**
   * Runs the command and waits for it.
   *
   * @param first arguments put before the user's
   * @param arguments the user's command line
   * @return its exit code
   */
  public static int run(ForeignDriver driver, List<String> first, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = start(driver, first, arguments);
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Signals.handle(signal, process::destroy);
    }
    return process.waitFor();
  }

  /**
   * The same for a command that runs another program and passes signals on to it: each arrives as
   * it is, and once.
   *
   * @param terminal whether we have a terminal, which signals the other JVM itself
   */
  public static int relay(ForeignDriver driver, List<String> arguments, boolean terminal)
      throws InterruptedException {
    SignalRelay relay = SignalRelay.install(terminal, () -> {});
    return relay.awaitEnd(start(driver, List.of(), arguments));
  }

  /** Runs a command whose standard output the caller reads; the other streams are ours. */
  public static Process piped(ForeignDriver driver, List<String> arguments) throws IOException {
    return new ProcessBuilder(command(driver, List.of(), arguments))
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Process start(ForeignDriver driver, List<String> first, List<String> arguments) {
    try {
      return new ProcessBuilder(command(driver, first, arguments)).inheritIO().start();
    } catch (IOException e) {
      throw MachineFailure.failed("cannot start the driver \"" + driver.name() + "\"").because(e);
    }
  }

  static List<String> command(ForeignDriver driver, List<String> first, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(driver.launch().toString());
    command.addAll(first);
    command.addAll(arguments);
    return command;
  }
}
