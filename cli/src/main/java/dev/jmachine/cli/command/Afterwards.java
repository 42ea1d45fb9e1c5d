package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;

/**
 * What follows a create and is for the next ones: its failure is a warning, since the machine is
 * there, and whoever reads the exit code would take it for none.
 */
final class Afterwards {
  private Afterwards() {}

  /** What is done. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  static void attempt(String what, CommandContext context, Work work) throws InterruptedException {
    try {
      work.run();
    } catch (MachineFailure | IOException failure) {
      context.messages().line("warning: " + what + ": " + failure.getMessage());
    }
  }
}
