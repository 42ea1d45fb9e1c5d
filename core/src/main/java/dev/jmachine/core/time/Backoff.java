package dev.jmachine.core.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to pause before look number n: {@code first} doubled n times, at most {@code most}, of
 * which a random half is taken off where {@code jitter} is set, so that many clients do not call in
 * step.
 */
public record Backoff(Duration first, Duration most, boolean jitter) {
  /** Local things that cost nothing to look at: every 50 ms, slowing to 500 ms. */
  public static final Backoff LOCAL =
      new Backoff(Duration.ofMillis(50), Duration.ofMillis(500), false);

  /** Calls to a provider or a remote host: 1 s doubling to 20 s, with jitter. */
  public static final Backoff REMOTE =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), true);

  /**
   * A host that a provider starts and a user waits for: 1 s doubling to 5 s, with jitter. With
   * {@link #REMOTE} a host that takes 12 s is seen after 23.
   */
  public static final Backoff STARTING =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), true);

  public Backoff {
    if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("back-off from " + first + " to " + most);
    }
  }

  /** The pause before look {@code attempt}, counted from 0. */
  public Duration before(int attempt, RandomGenerator random) {
    long nanos = first.toNanos() << Math.min(attempt, 20);
    long capped = nanos <= 0 ? most.toNanos() : Math.min(nanos, most.toNanos());
    return Duration.ofNanos(jitter ? capped / 2 + random.nextLong(capped / 2 + 1) : capped);
  }
}
