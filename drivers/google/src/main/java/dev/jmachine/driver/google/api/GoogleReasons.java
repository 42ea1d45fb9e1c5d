package dev.jmachine.driver.google.api;

import static java.util.Map.entry;

import dev.jmachine.core.failure.FailureKind;
import java.util.Map;

/**
 * Compute Engine's reasons by kind: those of a refused call (API guide, "Troubleshooting API
 * errors") and those of a failed operation ("Troubleshooting resource availability", "Allocation
 * quotas"). What has no entry is judged by its form, then by its HTTP status.
 */
final class GoogleReasons {
  private static final Map<String, FailureKind> KINDS =
      Map.ofEntries(
          entry("accessNotConfigured", FailureKind.CREDENTIALS),
          entry("authError", FailureKind.CREDENTIALS),
          entry("billingNotEnabled", FailureKind.CREDENTIALS),
          entry("forbidden", FailureKind.CREDENTIALS),
          entry("insufficientPermissions", FailureKind.CREDENTIALS),
          entry("required", FailureKind.CREDENTIALS),
          entry("PERMISSIONS_ERROR", FailureKind.CREDENTIALS),
          entry("SERVICE_DISABLED", FailureKind.CREDENTIALS),
          entry("dailyLimitExceeded", FailureKind.QUOTA),
          entry("limitExceeded", FailureKind.QUOTA),
          entry("quotaExceeded", FailureKind.QUOTA),
          entry("resourcePoolExhausted", FailureKind.QUOTA),
          entry("stockout", FailureKind.QUOTA),
          entry("concurrentLimitExceeded", FailureKind.THROTTLED),
          entry("rateLimitExceeded", FailureKind.THROTTLED),
          entry("userRateLimitExceeded", FailureKind.THROTTLED),
          entry("RATE_LIMIT_EXCEEDED", FailureKind.THROTTLED),
          entry("RESOURCE_OPERATION_RATE_EXCEEDED", FailureKind.THROTTLED),
          entry("notFound", FailureKind.NOT_FOUND),
          entry("alreadyExists", FailureKind.CONFLICT),
          entry("conditionNotMet", FailureKind.CONFLICT),
          entry("duplicate", FailureKind.CONFLICT),
          entry("resourceInUseByAnotherResource", FailureKind.CONFLICT),
          entry("RESOURCE_ALREADY_EXISTS", FailureKind.CONFLICT),
          entry("RESOURCE_IN_USE_BY_ANOTHER_RESOURCE", FailureKind.CONFLICT),
          // a change to it is under way: in a moment there is none
          entry("resourceNotReady", FailureKind.UNAVAILABLE),
          entry("RESOURCE_NOT_READY", FailureKind.UNAVAILABLE),
          entry("backendError", FailureKind.UNAVAILABLE),
          entry("internalError", FailureKind.UNAVAILABLE),
          entry("INTERNAL_ERROR", FailureKind.FAILED),
          entry("badRequest", FailureKind.INVALID),
          entry("invalid", FailureKind.INVALID),
          entry("invalidParameter", FailureKind.INVALID));

  private GoogleReasons() {}

  static FailureKind kind(GoogleError error) {
    FailureKind known = KINDS.get(error.reason());
    if (isPolicy(error)) {
      return FailureKind.INVALID;
    }
    return known == null ? byForm(error.reason(), error.status()) : known;
  }

  /** An organization forbids it: no condition that somebody else's change could have broken. */
  static boolean isPolicy(GoogleError error) {
    return String.valueOf(error.getMessage()).contains("constraints/");
  }

  private static FailureKind byForm(String reason, int status) {
    if (reason.contains("EXHAUSTED") || reason.contains("QUOTA") || reason.contains("STOCKOUT")) {
      return FailureKind.QUOTA;
    }
    if (reason.endsWith("NOT_FOUND")) {
      return FailureKind.NOT_FOUND;
    }
    if (reason.startsWith("INVALID") || reason.startsWith("UNSUPPORTED")) {
      return FailureKind.INVALID;
    }
    return switch (status) {
      case 400 -> FailureKind.INVALID;
      case 401, 403 -> FailureKind.CREDENTIALS;
      case 404 -> FailureKind.NOT_FOUND;
      case 409, 412 -> FailureKind.CONFLICT;
      case 429 -> FailureKind.THROTTLED;
      default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.FAILED;
    };
  }
}
