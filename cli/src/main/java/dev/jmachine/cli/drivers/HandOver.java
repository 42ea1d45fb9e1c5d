package dev.jmachine.cli.drivers;

import dev.jmachine.cli.signal.Signals;
import dev.jmachine.core.failure.MachineFailure;
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
