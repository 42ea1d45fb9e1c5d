package dev.jmachine.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private static final Backoff DOUBLING =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), false);

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final Await await =
      Await.with(
          length -> {
            pauses.add(length);
            nanos.addAndGet(length.toNanos());
          },
          DOUBLING);

  private Deadline in(Duration length) {
    return Deadline.in(length, nanos::get);
  }

  @Test
  void whatIsThereIsReturnedWithoutAPause() throws Exception {
    assertThat(await.<String>until("it", in(Duration.ZERO), () -> Attempt.ready("there")))
        .isEqualTo("there");
    assertThat(pauses).isEmpty();
  }

  @Test
  void pausesDoubleUpToTheMostAndEndAtTheDeadline() {
    assertThatThrownBy(
            () -> await.until("it", in(Duration.ofSeconds(30)), () -> Attempt.notYet("no")))
        .isInstanceOf(MachineFailure.class);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 8L, 7L);
  }

  @Test
  void whatAServerAsksForIsWaitedWhereItIsLongerThanTheBackOff() {
    MachineFailure throttled =
        MachineFailure.of(FailureKind.THROTTLED, "cannot call").retryAfter(Duration.ofSeconds(7));
    assertThatThrownBy(
            () ->
                await.until(
                    "it",
                    in(Duration.ofSeconds(20)),
                    () -> {
                      if (looks.incrementAndGet() == 1) {
                        throw throttled.during("a step").hint("wait");
                      }
                      return Attempt.notYet("no", Duration.ofSeconds(1));
                    }))
        .isInstanceOf(MachineFailure.class);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(7L, 2L, 4L, 7L);
  }

  @Test
  void aTimeOutTellsTheLastReason() {
    assertThatThrownBy(
            () ->
                await.until(
                    "SSH",
                    in(Duration.ofSeconds(2)),
                    () -> Attempt.notYet("look " + looks.incrementAndGet())))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
              assertThat(failure.what()).isEqualTo("timed out waiting for SSH");
              assertThat(failure.reason()).isEqualTo("look 3");
            });
  }

  @Test
  void aRetryableFailureIsAReasonToWait() throws Exception {
    String answer =
        await.until(
            "it",
            in(Duration.ofMinutes(1)),
            () -> {
              if (looks.incrementAndGet() < 3) {
                throw MachineFailure.of(FailureKind.THROTTLED, "cannot list");
              }
              return Attempt.ready("there");
            });
    assertThat(answer).isEqualTo("there");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void anyOtherFailureEndsTheWaitAtOnce() {
    assertThatThrownBy(
            () ->
                await.until(
                    "it",
                    in(Duration.ofMinutes(1)),
                    () -> {
                      throw MachineFailure.of(FailureKind.CREDENTIALS, "refused");
                    }))
        .hasMessage("refused");
    assertThat(pauses).isEmpty();
  }

  @Test
  void eachNewReasonIsReportedOnce() throws Exception {
    List<String> told = new ArrayList<>();
    List<String> reasons = List.of("a", "a", "b", "b", "b", "a");
    await
        .reporting(told::add)
        .until(
            "it",
            in(Duration.ofMinutes(9)),
            () -> {
              int look = looks.getAndIncrement();
              return look < reasons.size()
                  ? Attempt.<String>notYet(reasons.get(look))
                  : Attempt.ready("there");
            });
    assertThat(told).containsExactly("a", "b", "a");
  }

  @Test
  void anInterruptedPauseEndsTheWait() {
    Await interrupted =
        Await.with(
            length -> {
              throw new InterruptedException("as a sleep does");
            },
            DOUBLING);
    assertThatThrownBy(
            () -> interrupted.until("it", in(Duration.ofMinutes(1)), () -> Attempt.notYet("no")))
        .isInstanceOf(InterruptedException.class);
  }
}
