package dev.jmachine.core.store;

import dev.jmachine.core.machine.Machine;
import org.jspecify.annotations.Nullable;

/** A record that this program cannot use; the message is the reason, for people. */
final class UnusableRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean newer;

  private UnusableRecordException(String reason, boolean newer, @Nullable Throwable cause) {
    super(reason, cause);
    this.newer = newer;
  }

  static UnusableRecordException newer(int schema) {
    return new UnusableRecordException(
        "it was made by a newer jmachine (schema "
            + schema
            + "; this one reads up to "
            + Machine.SCHEMA
            + ")",
        true,
        null);
  }

  static UnusableRecordException broken(RuntimeException cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new UnusableRecordException("it is damaged: " + message, false, cause);
  }

  static UnusableRecordException because(String reason) {
    return new UnusableRecordException(reason, false, null);
  }

  /** Whether a newer program wrote it, so that nothing is broken. */
  boolean isNewer() {
    return newer;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
