package dev.jmachine.bootstrap.blocking;

import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work that began already, in a virtual thread of its own, and whose result is wanted later. */
public final class Background<T> {
  private final String what;
  private final FutureTask<T> task;

  private Background(String what, FutureTask<T> task) {
    this.what = what;
    this.task = task;
  }

  /** Begins the work; {@code what} names its thread. */
  public static <T> Background<T> start(String what, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(what).start(task);
    return new Background<>(what, task);
  }

  /**
   * The result. Whoever stops waiting for it, by interruption or deadline, ends the work too.
   *
   * @throws SocketTimeoutException when the deadline passes
   */
  public T get(Deadline deadline) throws IOException, InterruptedException {
    try {
      return task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no answer in time: " + what);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      task.cancel(true);
    }
  }

  private static IOException rethrown(@Nullable Throwable cause) throws InterruptedException {
    return switch (cause) {
      case IOException e -> e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null -> new IOException("no cause");
      default -> new IOException(cause);
    };
  }
}
