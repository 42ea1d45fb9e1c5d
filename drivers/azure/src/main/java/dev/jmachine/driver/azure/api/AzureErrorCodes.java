package dev.jmachine.driver.azure.api;

import static java.util.Map.entry;

import dev.jmachine.core.failure.FailureKind;
import java.util.Map;

/**
 * Azure's error codes by kind (Azure documentation, "Troubleshoot common Azure deployment errors",
 * and the lists of the compute and network providers). What has no entry is judged by its status.
 */
final class AzureErrorCodes {
  private static final Map<String, FailureKind> KINDS =
      Map.ofEntries(
          entry("AuthenticationFailed", FailureKind.CREDENTIALS),
          entry("AuthorizationFailed", FailureKind.CREDENTIALS),
          entry("DisabledSubscription", FailureKind.CREDENTIALS),
          entry("ExpiredAuthenticationToken", FailureKind.CREDENTIALS),
          entry("InvalidAuthenticationToken", FailureKind.CREDENTIALS),
          entry("InvalidAuthenticationTokenTenant", FailureKind.CREDENTIALS),
          entry("LinkedAuthorizationFailed", FailureKind.CREDENTIALS),
          entry("ReadOnlyDisabledSubscription", FailureKind.CREDENTIALS),
          entry("SubscriptionNotFound", FailureKind.CREDENTIALS),
          entry("AllocationFailed", FailureKind.QUOTA),
          entry("OverconstrainedAllocationRequest", FailureKind.QUOTA),
          entry("OverconstrainedZonalAllocationRequest", FailureKind.QUOTA),
          entry("PublicIPCountLimitReached", FailureKind.QUOTA),
          entry("QuotaExceeded", FailureKind.QUOTA),
          entry("ResourceQuotaExceeded", FailureKind.QUOTA),
          entry("SkuNotAvailable", FailureKind.QUOTA),
          entry("StaticPublicIPCountLimitReached", FailureKind.QUOTA),
          entry("SubscriptionNotSupportedForSpot", FailureKind.QUOTA),
          entry("ZonalAllocationFailed", FailureKind.QUOTA),
          entry("ImageNotFound", FailureKind.NOT_FOUND),
          entry("InvalidResourceReference", FailureKind.NOT_FOUND),
          entry("NotFound", FailureKind.NOT_FOUND),
          entry("ParentResourceNotFound", FailureKind.NOT_FOUND),
          entry("PlatformImageNotFound", FailureKind.NOT_FOUND),
          entry("ResourceGroupNotFound", FailureKind.NOT_FOUND),
          entry("ResourceNotFound", FailureKind.NOT_FOUND),
          entry("DnsRecordInUse", FailureKind.CONFLICT),
          entry("InUseNetworkSecurityGroupCannotBeDeleted", FailureKind.CONFLICT),
          entry("InUseSubnetCannotBeDeleted", FailureKind.CONFLICT),
          entry("NicInUse", FailureKind.CONFLICT),
          entry("NicReservedForAnotherVm", FailureKind.CONFLICT),
          entry("OperationNotAllowed", FailureKind.CONFLICT),
          entry("PublicIPAddressCannotBeDeleted", FailureKind.CONFLICT),
          entry("PublicIPAddressInUse", FailureKind.CONFLICT),
          entry("ResourceGroupBeingDeleted", FailureKind.CONFLICT),
          entry("OperationThrottled", FailureKind.THROTTLED),
          entry("SubscriptionRequestsThrottled", FailureKind.THROTTLED),
          entry("TooManyRequests", FailureKind.THROTTLED),
          entry("AnotherOperationInProgress", FailureKind.UNAVAILABLE),
          entry("InternalExecutionError", FailureKind.UNAVAILABLE),
          entry("InternalServerError", FailureKind.UNAVAILABLE),
          entry("OperationPreempted", FailureKind.UNAVAILABLE),
          entry("ReferencedResourceNotProvisioned", FailureKind.UNAVAILABLE),
          entry("RetryableError", FailureKind.UNAVAILABLE),
          entry("ServerTimeout", FailureKind.UNAVAILABLE),
          entry("ServiceUnavailable", FailureKind.UNAVAILABLE),
          entry("MissingSubscriptionRegistration", FailureKind.FAILED),
          entry("RequestDisallowedByPolicy", FailureKind.FAILED),
          entry("ScopeLocked", FailureKind.FAILED));

  private AzureErrorCodes() {}

  static FailureKind kind(ArmException e) {
    if (e.code().equals("OperationNotAllowed") && isQuota(e)) {
      return FailureKind.QUOTA;
    }
    FailureKind known = KINDS.get(e.code());
    return known == null ? byStatus(e) : known;
  }

  /** One code for "not in this state" and for "no more cores". */
  private static boolean isQuota(ArmException e) {
    return String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("quota");
  }

  /**
   * Azure names what it does not find. Without a code it is somebody else who answers, such as a
   * proxy, and what we made is not to be forgotten for that.
   */
  private static FailureKind byStatus(ArmException e) {
    int status = e.status();
    return switch (status) {
      case 400 -> FailureKind.INVALID;
      case 401, 403 -> FailureKind.CREDENTIALS;
      case 404 -> e.code().isEmpty() ? FailureKind.FAILED : FailureKind.NOT_FOUND;
      case 408 -> FailureKind.UNAVAILABLE;
      case 409, 412 -> FailureKind.CONFLICT;
      case 429 -> FailureKind.THROTTLED;
      default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.FAILED;
    };
  }
}
