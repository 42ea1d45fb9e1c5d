package dev.jmachine.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepsTest {
  private final List<ProgressEvent> events = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Steps steps = new Steps("dev", events::add, nanos::get);

  @Test
  void aStepIsReportedAndTimed() throws Exception {
    int result =
        steps.run(
            "Counting",
            () -> {
              nanos.addAndGet(5);
              steps.detail("Counting", "to 42");
              steps.transferred("Counting", 1, -1);
              return 42;
            });
    assertThat(result).isEqualTo(42);
    assertThat(events)
        .containsExactly(
            new ProgressEvent.Started("dev", "Counting"),
            new ProgressEvent.Detail("dev", "Counting", "to 42"),
            new ProgressEvent.Transferred("dev", "Counting", 1, -1),
            new ProgressEvent.Done("dev", "Counting", Duration.ofNanos(5)));
  }

  @Test
  void theInnermostStepNamesTheFailureOnce() {
    MachineFailure failure =
        catchThrowableOfType(
            MachineFailure.class,
            () ->
                steps.run(
                    "Outer",
                    () ->
                        steps.run(
                            "Inner",
                            () -> {
                              throw MachineFailure.of(FailureKind.QUOTA, "cannot launch")
                                  .because("no room");
                            })));
    assertThat(failure.step()).isEqualTo("Inner");
    assertThat(failure.getMessage()).isEqualTo("cannot launch: no room");
    assertThat(failure.kind()).isEqualTo(FailureKind.QUOTA);
    assertThat(events.stream().map(Object::getClass))
        .containsExactly(
            ProgressEvent.Started.class,
            ProgressEvent.Started.class,
            ProgressEvent.Failed.class,
            ProgressEvent.Failed.class);
  }

  @Test
  void anIoExceptionBecomesAFailureOfTheStepWithItsCause() {
    IOException cause = new IOException("disk full");
    assertThatThrownBy(
            () ->
                steps.run(
                    "Writing",
                    () -> {
                      throw cause;
                    }))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.step()).isEqualTo("Writing");
              assertThat(failure.reason()).isEqualTo("disk full");
              assertThat(failure).hasCause(cause);
            });
  }

  @Test
  void aBugPassesAsItIsAndTheStepEnds() {
    assertThatThrownBy(
            () ->
                steps.run(
                    "Broken",
                    () -> {
                      throw new IllegalStateException("bug");
                    }))
        .isExactlyInstanceOf(IllegalStateException.class);
    assertThat(events.getLast()).isInstanceOf(ProgressEvent.Failed.class);
  }

  @Test
  void anInterruptedThreadStartsNoStep() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> steps.run("Never", () -> steps.note("never")))
        .isInstanceOf(InterruptedException.class);
    assertThat(events).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }
}
