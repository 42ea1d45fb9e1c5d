package dev.jmachine.testkit;

import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that moves only when somebody pauses, and then at once. One object is the wall clock, the
 * monotonic clock and the pause, so that all three agree. Safe for use by several threads.
 */
public final class FakeTime extends Clock implements Ticker, Pause {
  private final Instant start;
  private final ZoneId zone;
  private final AtomicLong passed;

  private FakeTime(Instant start, ZoneId zone, AtomicLong passed) {
    this.start = start;
    this.zone = zone;
    this.passed = passed;
  }

  /** Time that begins at noon UTC on 2026-01-01. */
  public static FakeTime start() {
    return startingAt(Instant.parse("2026-01-01T12:00:00Z"));
  }

  public static FakeTime startingAt(Instant start) {
    return new FakeTime(start, ZoneOffset.UTC, new AtomicLong());
  }

  /** Lets time pass, as far as anyone who looks at this clock can tell. */
  public void advance(Duration length) {
    passed.addAndGet(length.toNanos());
  }

  /** How much time has passed since the start. */
  public Duration passed() {
    return Duration.ofNanos(passed.get());
  }

  /** Advances at once; interrupted like a real sleep where the thread is. */
  @Override
  public void pause(Duration length) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a pause of " + length);
    }
    if (length.isPositive()) {
      advance(length);
    }
  }

  @Override
  public long nanos() {
    return passed.get();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(passed.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same passing time, seen in another zone. */
  @Override
  public Clock withZone(ZoneId other) {
    return new FakeTime(start, other, passed);
  }
}
