package dev.jmachine.core.failure;

/**
 * The kinds of failure that callers tell apart, each with the exit code of the command that met it.
 *
 * <p>Only {@link #THROTTLED} and {@link #UNAVAILABLE} may be retried; a retry of the others repeats
 * the same answer.
 */
public enum FailureKind {
  /** The command line is wrong: exit code 2. */
  USAGE(2),
  /** A check before anything was made failed: exit code 3. */
  CHECK(3),
  /** The provider refused who we are or what we may do: exit code 4. */
  CREDENTIALS(4),
  /** A limit of the account or a shortage of capacity at the provider. */
  QUOTA(1),
  /** A thing that was named does not exist. */
  NOT_FOUND(1),
  /** A thing exists already, or is in a state that forbids the call. */
  CONFLICT(1),
  /** The provider refused a value. */
  INVALID(1),
  /** The provider asks to call less often. */
  THROTTLED(1),
  /** The provider or the host does not answer for now. */
  UNAVAILABLE(1),
  /** A remote host is not who it should be: host key or certificate mismatch. */
  TRUST(1),
  /** Anything else that a user can act upon. */
  FAILED(1),
  /** The user interrupted: exit code 130. */
  CANCELLED(130);

  private final int exitCode;

  FailureKind(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of a command that ends with this failure. */
  public int exitCode() {
    return exitCode;
  }

  /** Whether the same call may succeed a little later. */
  public boolean retryable() {
    return this == THROTTLED || this == UNAVAILABLE;
  }
}
