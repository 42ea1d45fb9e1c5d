package dev.jmachine.core.lifecycle;

import java.time.Duration;

/** How long the stories wait where the user gave no other time. */
final class Patience {
  /** An engine that should be up already. */
  static final Duration ENGINE_ANSWER = Duration.ofSeconds(20);

  /**
   * Taking back everything that a create made; a deadline of its own, whatever the create's was.
   */
  static final Duration ROLL_BACK = Duration.ofMinutes(5);

  /** Removing a machine. */
  static final Duration REMOVE = Duration.ofMinutes(10);

  /** Changing tags and rules of what is there. */
  static final Duration TAGS = Duration.ofMinutes(2);

  private Patience() {}
}
