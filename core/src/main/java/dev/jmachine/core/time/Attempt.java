package dev.jmachine.core.time;

/** The outcome of one look at what {@link Await} waits for. */
public sealed interface Attempt<T> {
  /** It is there. */
  record Ready<T>(T value) implements Attempt<T> {}

  /** Not yet; {@code reason} is what the user is told, as progress and when the deadline passes. */
  record NotYet<T>(String reason) implements Attempt<T> {}

  static <T> Attempt<T> ready(T value) {
    return new Ready<>(value);
  }

  static <T> Attempt<T> notYet(String reason) {
    return new NotYet<>(reason);
  }
}
