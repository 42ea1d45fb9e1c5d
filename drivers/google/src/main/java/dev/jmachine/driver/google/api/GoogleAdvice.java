package dev.jmachine.driver.google.api;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.Set;

/** What to type next, for the errors that users meet. */
final class GoogleAdvice {
  private static final Set<String> EXISTS =
      Set.of("alreadyExists", "duplicate", "RESOURCE_ALREADY_EXISTS");

  private static final String PAGE = "docs/drivers/google.md";

  private GoogleAdvice() {}

  static MachineFailure on(GoogleError error, FailureKind kind, MachineFailure failure) {
    if (GoogleReasons.isPolicy(error)) {
      return failure
          .hint("--google-use-internal-ip-only, --google-service-account or another project")
          .see(PAGE + "#policies-of-an-organization");
    }
    if (kind == FailureKind.QUOTA) {
      return onQuota(error, failure);
    }
    if (kind == FailureKind.CREDENTIALS) {
      return onCredentials(error, failure);
    }
    return kind == FailureKind.CONFLICT && EXISTS.contains(error.reason())
        ? failure.hint("jmachine rm the machine, and create it anew").see(PAGE + "#cleaning-up")
        : failure;
  }

  private static MachineFailure onQuota(GoogleError error, MachineFailure failure) {
    return isCapacity(error)
        ? failure
            .hint("another --google-zone, or --google-machine-type with another type")
            .hint("--google-fallback with the types and zones that would do as well")
            .see(PAGE + "#capacity")
        : failure
            .hint("--google-machine-type with a smaller type, or another --google-zone")
            .hint("gcloud compute regions describe REGION --format='yaml(quotas)'")
            .see(PAGE + "#quota");
  }

  static boolean isCapacity(GoogleError error) {
    String reason = error.reason();
    return reason.contains("POOL_EXHAUSTED")
        || reason.equals("resourcePoolExhausted")
        || reason.toLowerCase(java.util.Locale.ROOT).contains("stockout");
  }

  private static MachineFailure onCredentials(GoogleError error, MachineFailure failure) {
    return switch (error.reason()) {
      case "forbidden", "insufficientPermissions", "PERMISSIONS_ERROR" ->
          failure.hint("give the caller the rights that the page lists").see(PAGE + "#permissions");
      case "IAM_PERMISSION_DENIED" ->
          failure
              .hint("give the caller roles/iam.serviceAccountTokenCreator on the borrowed account")
              .see(PAGE + "#credentials");
      case "accessNotConfigured", "SERVICE_DISABLED" ->
          failure.hint("gcloud services enable compute.googleapis.com").see(PAGE + "#credentials");
      case "billingNotEnabled" ->
          failure.hint("gcloud billing projects link PROJECT").see(PAGE + "#credentials");
      default -> onCredentials(failure);
    };
  }

  static MachineFailure onCredentials(MachineFailure failure) {
    return failure
        .hint("gcloud auth application-default login, or export GOOGLE_APPLICATION_CREDENTIALS")
        .see(PAGE + "#credentials");
  }
}
