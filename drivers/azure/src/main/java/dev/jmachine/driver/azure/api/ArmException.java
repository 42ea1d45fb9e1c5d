package dev.jmachine.driver.azure.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An error that Resource Manager answered, or with which an operation ended. */
final class ArmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Duration retryAfter;

  private ArmException(int status, String code, String message, Duration retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * The error in an answer: {@code {"error":{"code":…,"message":…,"details":[…]}}}, or what some
   * providers still send, the inner part alone.
   */
  static ArmException of(ArmAnswer answer) {
    Map<?, ?> members = answer.members();
    Object error = members.get("error");
    return of(answer.status(), error == null ? members : error, answer.retryAfter());
  }

  /** The error of an operation that failed; it has no status of its own. */
  static ArmException ofOperation(Map<?, ?> members) {
    Object error = members.get("error");
    return of(0, error == null ? Map.of("code", "" + members.get("status")) : error, Duration.ZERO);
  }

  private static ArmException of(
      int status, @org.jspecify.annotations.Nullable Object error, Duration after) {
    Map<?, ?> outer = error instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> told = text(outer, "message").isEmpty() ? inner(outer) : outer;
    String code = text(outer, "code");
    return new ArmException(
        status, code.isEmpty() ? text(told, "code") : code, text(told, "message"), after);
  }

  private static Map<?, ?> inner(Map<?, ?> outer) {
    return outer.get("details") instanceof List<?> details
            && !details.isEmpty()
            && details.getFirst() instanceof Map<?, ?> first
        ? first
        : outer;
  }

  private static String text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  /** Of HTTP; 0 for the error of an operation, which was accepted before it failed. */
  int status() {
    return status;
  }

  /** Azure's code; empty where the answer had none. */
  String code() {
    return code;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
