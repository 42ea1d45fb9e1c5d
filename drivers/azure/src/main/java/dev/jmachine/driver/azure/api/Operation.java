package dev.jmachine.driver.azure.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What runs on after a call was accepted (Resource Manager, "Track asynchronous Azure operations").
 *
 * @param url where it is asked about; null where it was done at once
 * @param isStatus whether a status is there, or else the answer that the call will have
 * @param retryAfter how long to wait before it is asked about
 */
public record Operation(@Nullable String url, boolean isStatus, Duration retryAfter) {
  /** Nothing that runs on. */
  static final Operation NONE = new Operation(null, false, Duration.ZERO);

  static Operation of(ArmAnswer answer) {
    if (answer.operation() != null) {
      return new Operation(answer.operation(), true, answer.retryAfter());
    }
    return answer.status() == 202
        ? new Operation(answer.location(), false, answer.retryAfter())
        : NONE;
  }

  boolean isDone() {
    return url == null;
  }

  private Operation later(Duration wait) {
    return new Operation(url, isStatus, wait);
  }

  /**
   * The operation as an answer says that it is now.
   *
   * @throws ArmException where it has failed
   */
  Operation now(ArmAnswer answer) {
    if (!isStatus) {
      return answer.status() == 202 ? later(answer.retryAfter()) : NONE;
    }
    return switch (String.valueOf(answer.members().get("status"))) {
      case "Succeeded" -> NONE;
      case "Failed", "Canceled" -> throw ArmException.ofOperation(answer.members());
      default -> later(answer.retryAfter());
    };
  }
}
