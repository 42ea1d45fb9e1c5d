package dev.jmachine.core.time;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The one polling loop: a condition, a deadline, a back-off and the last reason seen. Nobody else
 * in jmachine waits for something to become true.
 *
 * <p>A look that throws a retryable {@link MachineFailure} (throttled, unavailable) counts as "not
 * yet" with its reason; any other failure ends the wait at once. Between two looks the back-off
 * passes, or what the server asked for where that is longer.
 */
public final class Await {
  private final Pause pause;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Consumer<String> listener;

  private Await(Pause pause, Backoff backoff, RandomGenerator random, Consumer<String> listener) {
    this.pause = pause;
    this.backoff = backoff;
    this.random = random;
    this.listener = listener;
  }

  public static Await with(Pause pause, Backoff backoff) {
    return new Await(pause, backoff, RandomGenerator.getDefault(), reason -> {});
  }

  /** The same, telling {@code listener} each new reason, such as for a progress line. */
  public Await reporting(Consumer<String> listener) {
    return new Await(pause, backoff, random, listener);
  }

  /** One look. */
  @FunctionalInterface
  public interface Look<T> {
    Attempt<T> look() throws InterruptedException;
  }

  /**
   * Looks until the answer is ready or the deadline passes; at least one look is made.
   *
   * @param what what is waited for, as in "timed out waiting for WHAT"
   * @throws MachineFailure UNAVAILABLE with the last reason when the deadline passes
   */
  public <T> T until(String what, Deadline deadline, Look<T> look) throws InterruptedException {
    String last = "";
    for (int attempt = 0; ; attempt++) {
      Duration asked;
      switch (oneLook(look)) {
        case Attempt.Ready<T>(T value) -> {
          return value;
        }
        case Attempt.NotYet<T>(String reason, Duration after) -> {
          if (!reason.equals(last)) {
            listener.accept(reason);
          }
          last = reason;
          asked = after;
        }
      }
      if (deadline.passed()) {
        throw MachineFailure.of(FailureKind.UNAVAILABLE, "timed out waiting for " + what)
            .because(last);
      }
      Duration wanted = longer(backoff.before(attempt, random), asked);
      pause.pause(shorter(wanted, deadline.left()));
    }
  }

  private static <T> Attempt<T> oneLook(Look<T> look) throws InterruptedException {
    try {
      return look.look();
    } catch (MachineFailure failure) {
      if (!failure.kind().retryable()) {
        throw failure;
      }
      return Attempt.notYet(String.valueOf(failure.getMessage()), failure.retryAfter());
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
