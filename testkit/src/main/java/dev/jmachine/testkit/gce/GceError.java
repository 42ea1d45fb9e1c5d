package dev.jmachine.testkit.gce;

import java.util.List;

/** An error as the API answers it (Compute Engine API, "Troubleshooting API errors"). */
final class GceError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  GceError(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  static GceError notFound(String resource) {
    return new GceError(404, "notFound", "The resource '" + resource + "' was not found");
  }

  static GceError notReady(String resource) {
    return new GceError(400, "resourceNotReady", "The resource '" + resource + "' is not ready");
  }

  static GceError exists(String resource) {
    return new GceError(409, "alreadyExists", "The resource '" + resource + "' already exists");
  }

  /** Somebody else has changed it since it was read. */
  static GceError fingerprint() {
    return new GceError(412, "conditionNotMet", "Supplied fingerprint does not match current one");
  }

  static GceError invalid(String message) {
    return new GceError(400, "invalid", message);
  }

  int status() {
    return status;
  }

  String json() {
    String message = String.valueOf(getMessage());
    return Json.write(
        Json.of(
            "error",
            Json.of(
                "code",
                status,
                "message",
                message,
                "errors",
                List.of(Json.of("message", message, "domain", "global", "reason", reason)))));
  }
}
