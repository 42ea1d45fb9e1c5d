package dev.jmachine.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Random random = new Random(7);

  @Test
  void jitterTakesOffAtMostHalf() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), true);
    for (int attempt = 0; attempt < 100; attempt++) {
      Duration whole = Duration.ofSeconds(Math.min(20, 1L << Math.min(attempt, 5)));
      assertThat(backoff.before(attempt, random)).isBetween(whole.dividedBy(2), whole);
    }
  }

  @Test
  void itNeverOverflows() {
    Backoff backoff = new Backoff(Duration.ofDays(300), Duration.ofDays(365), false);
    assertThat(backoff.before(1_000_000, random)).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void lengthsThatMakeNoSenseAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, second, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(second.multipliedBy(2), second, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
