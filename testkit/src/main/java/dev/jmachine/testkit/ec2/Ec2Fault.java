package dev.jmachine.testkit.ec2;

/** What goes wrong with one call. */
public sealed interface Ec2Fault {
  /** EC2 answers with this error; nothing has changed. */
  record Refused(int status, String code, String message) implements Ec2Fault {}

  /** The call is done, then the connection ends without an answer. */
  record AnswerLost() implements Ec2Fault {}

  /**
   * No answer ever comes.
   *
   * @param done whether the call is done first
   */
  record Hangs(boolean done) implements Ec2Fault {}

  /**
   * The thread that waits for the answer is interrupted, and no answer ever comes.
   *
   * @param done whether the call is done first
   */
  record Interrupts(Thread waiting, boolean done) implements Ec2Fault {}

  /** An error of the client's: 400. */
  static Ec2Fault refused(String code, String message) {
    return new Refused(400, code, message);
  }

  /** The answer to too many calls (EC2 API reference, "Request throttling"). */
  static Ec2Fault throttled() {
    return new Refused(503, "RequestLimitExceeded", "Request limit exceeded.");
  }
}
