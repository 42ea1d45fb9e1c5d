package dev.jmachine.testkit.gce;

/** What goes wrong with one call. */
public sealed interface GceFault {
  /** The API answers with this error; nothing has changed. */
  record Refused(int status, String reason, String message) implements GceFault {}

  /**
   * The call is accepted, and its operation ends with this error; nothing has changed.
   *
   * @param code as in the operation's {@code error.errors}: "ZONE_RESOURCE_POOL_EXHAUSTED"
   */
  record OperationFails(String code, String message) implements GceFault {}

  /** The call is done, but its operation says for ever that it is running. */
  record OperationStuck() implements GceFault {}

  /** The call is done, then the connection ends without an answer. */
  record AnswerLost() implements GceFault {}

  /**
   * No answer ever comes.
   *
   * @param done whether the call is done first
   */
  record Hangs(boolean done) implements GceFault {}

  /**
   * The thread that waits for the answer is interrupted, and no answer ever comes.
   *
   * @param done whether the call is done first
   */
  record Interrupts(Thread waiting, boolean done) implements GceFault {}

  /** A caller who may not do that. */
  static GceFault forbidden(String permission) {
    return new Refused(403, "forbidden", "Required '" + permission + "' permission for 'x'");
  }

  /** The answer to too many calls. */
  static GceFault throttled() {
    return new Refused(403, "rateLimitExceeded", "Rate Limit Exceeded");
  }
}
