package dev.jmachine.example.hello;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.example.hello.cloud.HelloCloudException;

/** The one place where the hello cloud's error codes get a meaning. */
final class HelloFailures {
  private HelloFailures() {}

  // snippet: failures
  /** The failure for an answer of the cloud, with its message and code as they are. */
  static MachineFailure of(String what, HelloCloudException e) {
    MachineFailure failure =
        MachineFailure.of(kind(e.code()), "cannot " + what)
            .because(e.getMessage() + " (" + e.code() + ")", e);
    return switch (e.code()) {
      case "Unauthorized" -> failure.hint("export " + HelloProvider.TOKEN_ENV + "=TOKEN");
      case "LimitExceeded" -> failure.hint("jmachine rm a machine that is not needed");
      default -> failure;
    };
  }

  private static FailureKind kind(String code) {
    return switch (code) {
      case "Unauthorized" -> FailureKind.CREDENTIALS;
      case "LimitExceeded" -> FailureKind.QUOTA;
      case "NotFound" -> FailureKind.NOT_FOUND;
      case "NoSuchEndpoint" -> FailureKind.INVALID;
      case "AddressInUse" -> FailureKind.CONFLICT;
      case "Throttled" -> FailureKind.THROTTLED;
      case "ServiceUnavailable" -> FailureKind.UNAVAILABLE;
      default -> FailureKind.FAILED;
    };
  }

  // end: failures
}
