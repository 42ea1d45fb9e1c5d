package dev.jmachine.core.time;

import java.time.Duration;

/** Lets time pass. The one seam through which anything of ours sleeps. */
@FunctionalInterface
public interface Pause {
  /** Returns after {@code length}; zero or less returns at once. */
  void pause(Duration length) throws InterruptedException;

  /** Really sleeps. */
  static Pause system() {
    return length -> Thread.sleep(length);
  }
}
