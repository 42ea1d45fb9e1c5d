package dev.jmachine.client;

/**
 * Something did not work. The message is what the program said, in full: what failed, its cause,
 * what is left behind and what to type next.
 */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** docs/errors-and-exit-codes.md: the command line was refused, and nothing was made. */
  private static final int USAGE = 2;

  private final int exitCode;

  HostException(String message) {
    super(message);
    this.exitCode = 0;
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = 0;
  }

  HostException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The program's exit code (docs/errors-and-exit-codes.md); 0 where it was not the program. */
  public int exitCode() {
    return exitCode;
  }

  /** Whether the program refused the command line, before it made anything. */
  boolean isUsage() {
    return exitCode == USAGE;
  }

  /** Whether the program refused this option before it made anything. */
  boolean refuses(String option) {
    return isUsage() && String.valueOf(getMessage()).contains(option);
  }
}
