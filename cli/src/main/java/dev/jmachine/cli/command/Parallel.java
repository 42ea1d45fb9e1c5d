package dev.jmachine.cli.command;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/** Does the same to several machines side by side. */
public final class Parallel {
  private Parallel() {}

  /** What is done to one of them. */
  @FunctionalInterface
  public interface Work<T> {
    void on(T item) throws IOException, InterruptedException;
  }

  /**
   * Does it, each item on a thread of its own, the only one on this thread. An interruption is
   * passed on to all of them, and waited for: they roll back.
   *
   * @return the items that failed and why
   */
  public static <T> Map<T, MachineFailure> each(Iterable<T> items, Work<T> work)
      throws InterruptedException {
    return each(items, work, Thread.ofVirtual());
  }

  /** The same, at most so many at once. */
  public static <T> Map<T, MachineFailure> each(Iterable<T> items, int atOnce, Work<T> work)
      throws InterruptedException {
    Semaphore places = new Semaphore(atOnce, true);
    return each(
        items,
        item -> {
          places.acquire();
          try {
            work.on(item);
          } finally {
            places.release();
          }
        });
  }

  /**
   * The same on threads of the system, for a few items whose work itself ends when interrupted: a
   * process's first virtual thread costs 15 ms, which a list of machines has not got.
   */
  static <T> Map<T, MachineFailure> eachOfFew(Iterable<T> items, Work<T> work)
      throws InterruptedException {
    return each(items, work, Thread.ofPlatform().daemon());
  }

  private static <T> Map<T, MachineFailure> each(
      Iterable<T> items, Work<T> work, Thread.Builder builder) throws InterruptedException {
    Map<T, FutureTask<Void>> tasks = new LinkedHashMap<>();
    for (T item : items) {
      tasks.put(item, task(item, work));
    }
    List<Thread> threads = new ArrayList<>();
    if (tasks.size() == 1) {
      tasks.values().iterator().next().run();
    } else {
      tasks.forEach((item, task) -> threads.add(builder.name("" + item).start(task)));
    }
    join(threads);
    Map<T, MachineFailure> failures = new LinkedHashMap<>();
    for (Map.Entry<T, FutureTask<Void>> entry : tasks.entrySet()) {
      collect(entry.getKey(), entry.getValue(), failures);
    }
    return failures;
  }

  private static <T> FutureTask<Void> task(T item, Work<T> work) {
    return new FutureTask<>(
        () -> {
          work.on(item);
          return null;
        });
  }

  /** Each thread that is interrupted ends with a failure of its own, so none is lost here. */
  private static void join(List<Thread> threads) {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          threads.forEach(Thread::interrupt);
        }
      }
    }
  }

  private static <T> void collect(T item, FutureTask<Void> task, Map<T, MachineFailure> failures)
      throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case MachineFailure failure -> failures.put(item, failure);
        case IOException io ->
            failures.put(item, MachineFailure.failed("cannot read or write").because(io));
        case InterruptedException _ ->
            failures.put(item, MachineFailure.of(FailureKind.CANCELLED, "cancelled"));
        case RuntimeException bug -> throw bug;
        case Error bug -> throw bug;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
