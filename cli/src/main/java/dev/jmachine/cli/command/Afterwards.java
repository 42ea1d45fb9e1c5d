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
    } catch (MachineFailure failure) {
      warn(what, failure, context);
      failure.hints().forEach(hint -> context.messages().line("  try:   " + hint));
    } catch (IOException failure) {
      warn(what, failure, context);
    }
  }

  private static void warn(String what, Exception failure, CommandContext context) {
    context.messages().line("warning: " + what + ": " + failure.getMessage());
  }
}
