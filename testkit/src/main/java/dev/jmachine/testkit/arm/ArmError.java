package dev.jmachine.testkit.arm;

import java.util.Map;

/** An error as Resource Manager answers it. */
final class ArmError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  ArmError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ArmError notFound(String what) {
    return new ArmError(404, "ResourceNotFound", "The Resource '" + what + "' was not found.");
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    return body(code, String.valueOf(getMessage()));
  }

  static Map<String, Object> body(String code, String message) {
    return Map.of("error", Map.of("code", code, "message", message));
  }
}
