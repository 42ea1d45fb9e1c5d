package dev.jmachine.client;

/**
 * Something did not work. The message is what the program said, in full: what failed, its cause,
 * what is left behind and what to type next.
 */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostException(String message) {
    super(message);
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
