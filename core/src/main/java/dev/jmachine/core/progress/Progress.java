package dev.jmachine.core.progress;

/**
 * Receives progress events. Called from any thread, several at once; an implementation must not
 * throw and must not block for long.
 */
@FunctionalInterface
public interface Progress {
  void accept(ProgressEvent event);

  /** Shows nothing. */
  static Progress silent() {
    return event -> {};
  }
}
