package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeTimeTest {
  private final FakeTime time = FakeTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void aPauseMovesClockAndTickerTogether() throws Exception {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), time);
    time.pause(Duration.ofMinutes(1));
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    assertThat(deadline.passed()).isTrue();
  }

  @Test
  void aPauseOfAnInterruptedThreadIsCutShortLikeASleep() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> time.pause(Duration.ofMinutes(1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(time.passed()).isZero();
    assertThat(Thread.interrupted()).isFalse();
  }
}
