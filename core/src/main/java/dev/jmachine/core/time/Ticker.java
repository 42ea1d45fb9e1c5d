package dev.jmachine.core.time;

/** A monotonic clock in nanoseconds; only differences mean something. */
@FunctionalInterface
public interface Ticker {
  long nanos();

  /** The JVM's own, {@link System#nanoTime}. */
  static Ticker system() {
    return System::nanoTime;
  }
}
