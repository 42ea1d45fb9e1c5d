package dev.jmachine.core.cloud;

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

/**
 * The one way to a cloud: every call is made here, and every error becomes a failure of ours.
 *
 * @param cloud as its users call it: "EC2"
 * @param failures what an exception of the SDK is
 * @param pause for the time between two tries
 * @param retries how often in a row a call may fail in a way that may pass; null for as often as
 *     its deadline allows
 */
public record CloudCalls(String cloud, Failures failures, Pause pause, @Nullable Integer retries) {
  /** What the SDK's exceptions mean. */
  @FunctionalInterface
  public interface Failures {
    /**
     * The failure for an exception; a bug stays what it is.
     *
     * @param what as in "cannot WHAT"
     */
    RuntimeException of(String what, Exception cause);
  }

  /** One call of the SDK. */
  @FunctionalInterface
  public interface Call<T extends @Nullable Object> {
    T run() throws Exception;
  }

  /**
   * Why a call failed whose host's name did not resolve. All of it is in the reason, which survives
   * retries and time-outs.
   *
   * @param host its name; null where the client does not say
   */
  public static String noHost(@Nullable String host) {
    return "there is no "
        + (host == null ? "such host" : "host " + host)
        + " (behind a proxy, HTTPS_PROXY must name it)";
  }

  /**
   * Calls once. An interruption ends the wait at once, wherever the call is: few SDKs notice one
   * themselves.
   *
   * @param what as in "cannot WHAT"
   */
  public <T extends @Nullable Object> T once(String what, Call<T> call)
      throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(call::run);
    Thread.ofPlatform().daemon().name(cloud).start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw failure(what, e.getCause());
    }
  }

  /**
   * Calls until the cloud answers; only for what may be repeated, which tokens and fixed names make
   * all of ours.
   */
  public <T> T retried(String what, Deadline deadline, Call<T> call) throws InterruptedException {
    AtomicInteger failed = new AtomicInteger();
    return Await.with(pause, Backoff.REMOTE)
        .until(cloud + " to " + what, deadline, () -> Attempt.ready(counted(failed, what, call)));
  }

  private <T> T counted(AtomicInteger failed, String what, Call<T> call)
      throws InterruptedException {
    try {
      return once(what, call);
    } catch (MachineFailure failure) {
      if (failure.kind().retryable() && retries != null && failed.incrementAndGet() > retries) {
        throw MachineFailure.of(FailureKind.FAILED, failure.what())
            .because(failure.reason() + ", " + failed + " times", failure);
      }
      throw failure;
    }
  }

  private RuntimeException failure(String what, @Nullable Throwable cause) {
    return switch (cause) {
      case Error bug -> throw bug;
      case Exception e -> failures.of(what, e);
      case null, default -> new IllegalStateException(cause);
    };
  }
}
