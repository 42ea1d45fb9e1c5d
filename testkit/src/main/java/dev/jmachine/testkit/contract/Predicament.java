package dev.jmachine.testkit.contract;

import dev.jmachine.core.failure.FailureKind;

/** A reason for which a create can't succeed, and which the user can do something about. */
public enum Predicament {
  BAD_CREDENTIALS,
  NO_QUOTA,
  NO_CAPACITY,
  UNKNOWN_REGION,
  UNKNOWN_SIZE,
  UNKNOWN_IMAGE;

  /** Whether a failure of this kind tells it. */
  boolean isToldBy(FailureKind kind) {
    return this == BAD_CREDENTIALS
        ? kind == FailureKind.CREDENTIALS
        : kind == FailureKind.CHECK || kind == FailureKind.QUOTA;
  }
}
