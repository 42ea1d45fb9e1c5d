package dev.jmachine.core.time;

import java.time.Duration;

/**
 * A moment on a {@link Ticker} after which waiting is over. Immutable; pass it on to inner waits.
 */
public final class Deadline {
  private final Ticker ticker;
  private final long end;

  private Deadline(Ticker ticker, long end) {
    this.ticker = ticker;
    this.end = end;
  }

  /** The moment {@code length} from now. */
  public static Deadline in(Duration length, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + length.toNanos());
  }

  /** What is left; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - ticker.nanos()));
  }

  public boolean passed() {
    return end - ticker.nanos() <= 0;
  }

  /** The sooner of this moment and {@code length} from now. */
  public Deadline atMost(Duration length) {
    long other = ticker.nanos() + length.toNanos();
    return other - end < 0 ? new Deadline(ticker, other) : this;
  }
}
