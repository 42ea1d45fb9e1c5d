package dev.jmachine.core.time;

import java.time.Duration;

/** The outcome of one look at what {@link Await} waits for. */
public sealed interface Attempt<T> {
  /** It is there. */
  record Ready<T>(T value) implements Attempt<T> {}

  /**
   * Not yet.
   *
   * @param reason what the user is told, as progress and when the deadline passes
   * @param after how long to wait at least, as a server's Retry-After says; zero where none does
   */
  record NotYet<T>(String reason, Duration after) implements Attempt<T> {}

  static <T> Attempt<T> ready(T value) {
    return new Ready<>(value);
  }

  static <T> Attempt<T> notYet(String reason) {
    return new NotYet<>(reason, Duration.ZERO);
  }

  /** The same, to be looked at again not before {@code after} has passed. */
  static <T> Attempt<T> notYet(String reason, Duration after) {
    return new NotYet<>(reason, after);
  }
}
