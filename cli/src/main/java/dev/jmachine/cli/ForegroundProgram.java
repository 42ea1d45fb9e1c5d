package dev.jmachine.cli;

import dev.jmachine.cli.signal.Signals;
import java.io.IOException;
import java.util.List;

/**
 * Another program in our place: our streams, our terminal. The terminal signals both processes on
 * Ctrl-C; that is the other program's to answer, so we only wait. What is sent to us alone is
 * passed on.
 */
final class ForegroundProgram {
  private ForegroundProgram() {}

  static int run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Signals.handle("INT", () -> {});
    for (String signal : List.of("TERM", "HUP")) {
      Signals.handle(signal, process::destroy);
    }
    return process.waitFor();
  }
}
