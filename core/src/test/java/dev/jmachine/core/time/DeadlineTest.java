package dev.jmachine.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  // a monotonic clock may start anywhere, also just before it overflows
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void whatIsLeftIsNeverNegative() {
    Deadline deadline = Deadline.in(Duration.ofNanos(10), nanos::get);
    assertThat(deadline.left()).isEqualTo(Duration.ofNanos(10));
    nanos.addAndGet(9);
    assertThat(deadline.passed()).isFalse();
    nanos.addAndGet(5);
    assertThat(deadline.passed()).isTrue();
    assertThat(deadline.left()).isZero();
  }

  @Test
  void anInnerWaitEndsAtTheSoonerOfTwo() {
    Deadline outer = Deadline.in(Duration.ofNanos(10), nanos::get);
    assertThat(outer.atMost(Duration.ofNanos(3)).left()).isEqualTo(Duration.ofNanos(3));
    assertThat(outer.atMost(Duration.ofNanos(30)).left()).isEqualTo(Duration.ofNanos(10));
  }
}
