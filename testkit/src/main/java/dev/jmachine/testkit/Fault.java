package dev.jmachine.testkit;

/** What goes wrong with one call to a provider. */
public enum Fault {
  /** The provider refuses; nothing has changed. */
  REFUSED,
  /** The provider did it, but its answer is lost. */
  ANSWER_LOST,
  /** The caller is interrupted before the call reached the provider. */
  INTERRUPTED,
  /** The provider did it, and the caller is interrupted before it sees the answer. */
  INTERRUPTED_AFTERWARDS,
  /** The provider asks to call less often; nothing has changed. */
  THROTTLED,
  /** The provider never answers; the caller waits until it is interrupted. */
  HANGS,
  /** The provider did it and never answers; the caller waits until it is interrupted. */
  HANGS_AFTERWARDS
}
