package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.AwsFailures;
import java.time.Duration;

/**
 * Calls that name what was made a moment ago. EC2 is eventually consistent: for some seconds it may
 * not know yet what it has just made (EC2 API reference, "Eventual consistency").
 */
final class NewlyMade {
  /** How long what we made may be unknown; seconds are usual, AWS advises to wait minutes. */
  static final Duration GRACE = Duration.ofMinutes(2);

  private NewlyMade() {}

  /** Repeats the call while it may pass, and also while our group or instance is not found. */
  static <T> T visible(CloudCalls calls, String what, Deadline deadline, CloudCalls.Call<T> call)
      throws InterruptedException {
    Deadline grace = deadline.atMost(GRACE);
    return Await.with(calls.pause(), Backoff.REMOTE)
        .until("EC2 to " + what, deadline, () -> look(calls, what, grace, call));
  }

  private static <T> Attempt<T> look(
      CloudCalls calls, String what, Deadline grace, CloudCalls.Call<T> call)
      throws InterruptedException {
    try {
      return Attempt.ready(calls.once(what, call));
    } catch (MachineFailure failure) {
      if (isUnknown(failure) && !grace.passed()) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw failure;
    }
  }

  /** Whether EC2 does not know a group or an instance. */
  static boolean isUnknown(MachineFailure failure) {
    String code = AwsFailures.code(failure);
    return failure.kind() == FailureKind.NOT_FOUND
        && (code.equals("InvalidGroup.NotFound")
            || code.equals("InvalidGroupId.NotFound")
            || code.equals("InvalidInstanceID.NotFound"));
  }
}
