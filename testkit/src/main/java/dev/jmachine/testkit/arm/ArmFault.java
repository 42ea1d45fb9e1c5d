package dev.jmachine.testkit.arm;

/** What goes wrong with one call. */
public sealed interface ArmFault {
  /**
   * Resource Manager answers with this error; nothing has changed.
   *
   * @param retryAfter seconds that it asks to wait; negative for not saying so
   */
  record Refused(int status, String code, String message, int retryAfter) implements ArmFault {}

  /** The call is accepted, and the operation ends with this error; what was made stays, failed. */
  record Fails(String code, String message) implements ArmFault {}

  /** The call is done, then the connection ends without an answer. */
  record AnswerLost() implements ArmFault {}

  /**
   * No answer ever comes.
   *
   * @param done whether the call is done first
   */
  record Hangs(boolean done) implements ArmFault {}

  /**
   * The thread that waits for the answer is interrupted, and no answer ever comes.
   *
   * @param done whether the call is done first
   */
  record Interrupts(Thread waiting, boolean done) implements ArmFault {}

  static ArmFault refused(int status, String code, String message) {
    return new Refused(status, code, message, -1);
  }

  /** The answer to too many calls (Resource Manager, "Throttling requests"). */
  static ArmFault throttled() {
    return new Refused(
        429, "SubscriptionRequestsThrottled", "Number of requests exceeded the limit.", 17);
  }
}
