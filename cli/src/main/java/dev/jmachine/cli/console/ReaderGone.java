package dev.jmachine.cli.console;

import java.io.IOException;
import java.util.Locale;

/**
 * Whoever read our standard output has closed it: {@code jmachine ls | head -1}. No failure of
 * anything, and nothing to say.
 */
public final class ReaderGone extends IOException {
  private static final long serialVersionUID = 1;

  /** As a shell tells of a program that SIGPIPE has ended: 128 and 13. */
  public static final int EXIT_CODE = 141;

  private ReaderGone(IOException cause) {
    super(cause);
  }

  /** The same failure, as a ReaderGone where it is one; the JDK has the system's word alone. */
  static IOException of(IOException failure) {
    String word = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return word.contains("pipe") ? new ReaderGone(failure) : failure;
  }
}
