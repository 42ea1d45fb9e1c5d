package dev.jmachine.driver.google;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.time.Duration;

/** Calls that name what was made a moment ago, and may not be found yet. */
final class NewlyMade {
  /** How long what we made may be unknown. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private NewlyMade() {}

  /** Repeats the call while it may pass, and also while what we made is not found. */
  static <T> T visible(CloudCalls calls, String what, Deadline deadline, CloudCalls.Call<T> call)
      throws InterruptedException {
    Deadline grace = deadline.atMost(GRACE);
    return Await.with(calls.pause(), Backoff.REMOTE)
        .until("Compute Engine to " + what, deadline, () -> look(calls, what, grace, call));
  }

  private static <T> Attempt<T> look(
      CloudCalls calls, String what, Deadline grace, CloudCalls.Call<T> call)
      throws InterruptedException {
    try {
      return Attempt.ready(calls.once(what, call));
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND && !grace.passed()) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw failure;
    }
  }
}
