package dev.jmachine.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same to many items, a few at a time: starting a JVM takes a core. */
final class Workers {
  private static final int AT_A_TIME = 3;

  private Workers() {}

  /** What is done to one of them. */
  @FunctionalInterface
  interface Work<T> {
    void on(T item) throws Exception;
  }

  /** Does it to all, and fails with the first failure when all are done. */
  static <T> void each(List<T> items, Work<T> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<?>> done = new ArrayList<>();
      for (T item : items) {
        done.add(
            threads.submit(
                () -> {
                  work.on(item);
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
  }
}
