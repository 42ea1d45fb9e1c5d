package dev.jmachine.driver.aws.api;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way to EC2: every call is made here, and every error becomes a failure of ours.
 *
 * @param pause for the time between two tries
 * @param retries how often in a row a call may fail in a way that may pass; null for as often as
 *     its deadline allows
 */
public record Ec2Calls(Pause pause, @Nullable Integer retries) {
  /** One call of the SDK. */
  @FunctionalInterface
  public interface Call<T extends @Nullable Object> {
    T run();
  }

  /**
   * Calls once. An interruption ends the wait at once, wherever the call is: the SDK's HTTP client
   * itself does not notice one.
   *
   * @param what as in "cannot WHAT"
   */
  public <T extends @Nullable Object> T once(String what, Call<T> call)
      throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(call::run);
    Thread.ofPlatform().daemon().name("ec2").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw failure(what, e.getCause());
    }
  }

  /** Calls until EC2 answers; only for what may be repeated, which a token makes all of ours. */
  public <T> T retried(String what, Deadline deadline, Call<T> call) throws InterruptedException {
    AtomicInteger failures = new AtomicInteger();
    return Await.with(pause, Backoff.REMOTE)
        .until("EC2 to " + what, deadline, () -> Attempt.ready(counted(failures, what, call)));
  }

  private <T> T counted(AtomicInteger failures, String what, Call<T> call)
      throws InterruptedException {
    try {
      return once(what, call);
    } catch (MachineFailure failure) {
      if (failure.kind().retryable() && retries != null && failures.incrementAndGet() > retries) {
        throw MachineFailure.of(FailureKind.FAILED, failure.what())
            .because(failure.reason() + ", " + failures + " times", failure);
      }
      throw failure;
    }
  }

  private static RuntimeException failure(String what, @Nullable Throwable cause) {
    return switch (cause) {
      case SdkException e -> AwsFailures.of(what, e);
      case RuntimeException bug -> bug;
      case Error bug -> throw bug;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
