package dev.jmachine.cli.console;

import dev.jmachine.core.failure.MachineFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints an error, once, in the one form that all of jmachine's have:
 *
 * <pre>
 * error: what failed
 *   cause: why
 *   left:  what stays behind
 *   try:   what to type next
 *   see:   a page
 * </pre>
 */
public final class FailurePrinter {
  private static final String INDENT = " ".repeat(9);

  private final Messages messages;
  private final boolean debug;

  /**
   * A printer.
   *
   * @param debug whether the exception behind a failure is shown with its stack trace
   */
  public FailurePrinter(Messages messages, boolean debug) {
    this.messages = messages;
    this.debug = debug;
  }

  /** Prints a failure that a user can act upon. */
  public void print(MachineFailure failure) {
    StringBuilder text = new StringBuilder("error: ").append(failure.what()).append('\n');
    part(text, "cause", failure.reason());
    part(text, "left", failure.left());
    hints(text, failure.hints());
    part(text, "see", failure.see());
    if (debug) {
      text.append(trace(failure));
    }
    messages.print(text.toString());
  }

  /**
   * Prints an error in the command line itself.
   *
   * @param what lower case, without a full stop
   * @param hint what was probably meant; null for nothing
   * @param synopsis one line; null where no command was named
   * @param help the command that shows the options
   */
  public void printUsage(
      String what, @Nullable String hint, @Nullable String synopsis, String help) {
    StringBuilder text = new StringBuilder("error: ").append(what).append('\n');
    part(text, "try", hint);
    part(text, "usage", synopsis);
    part(text, "help", help);
    messages.print(text.toString());
  }

  /** Prints what no user can act upon: a bug of ours. */
  public void printBug(Throwable bug) {
    messages.print(
        "error: this is a bug in jmachine\n"
            + trace(bug)
            + "  try:   report it with the lines above; CONTRIBUTING.md says where\n");
  }

  private static void hints(StringBuilder text, List<String> hints) {
    for (int i = 0; i < hints.size(); i++) {
      part(text, i == 0 ? "try" : "or", hints.get(i));
    }
  }

  private static void part(StringBuilder text, String label, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String head = "  " + label + ":";
    text.append(head).repeat(' ', INDENT.length() - head.length());
    text.append(value.strip().replace("\n", "\n" + INDENT)).append('\n');
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
