package dev.jmachine.driver.aws.api;

import static java.util.Map.entry;

import dev.jmachine.core.failure.FailureKind;
import java.util.Map;

/**
 * EC2's error codes by kind (EC2 API reference, "Error codes for the Amazon EC2 API"). What has no
 * entry is judged by its form, then by its HTTP status.
 */
final class AwsErrorCodes {
  private static final Map<String, FailureKind> KINDS =
      Map.ofEntries(
          entry("AuthFailure", FailureKind.CREDENTIALS),
          entry("Blocked", FailureKind.CREDENTIALS),
          entry("ExpiredToken", FailureKind.CREDENTIALS),
          entry("ExpiredTokenException", FailureKind.CREDENTIALS),
          entry("IncompleteSignature", FailureKind.CREDENTIALS),
          entry("InvalidClientTokenId", FailureKind.CREDENTIALS),
          entry("MissingAuthenticationToken", FailureKind.CREDENTIALS),
          entry("OptInRequired", FailureKind.CREDENTIALS),
          entry("PendingVerification", FailureKind.CREDENTIALS),
          entry("RequestExpired", FailureKind.CREDENTIALS),
          entry("SignatureDoesNotMatch", FailureKind.CREDENTIALS),
          entry("UnauthorizedOperation", FailureKind.CREDENTIALS),
          entry("UnrecognizedClientException", FailureKind.CREDENTIALS),
          entry("InstanceLimitExceeded", FailureKind.QUOTA),
          entry("InsufficientAddressCapacity", FailureKind.QUOTA),
          entry("InsufficientCapacity", FailureKind.QUOTA),
          entry("InsufficientFreeAddressesInSubnet", FailureKind.QUOTA),
          entry("InsufficientHostCapacity", FailureKind.QUOTA),
          entry("InsufficientInstanceCapacity", FailureKind.QUOTA),
          entry("MaxSpotInstanceCountExceeded", FailureKind.QUOTA),
          entry("NetworkInterfaceLimitExceeded", FailureKind.QUOTA),
          entry("RulesPerSecurityGroupLimitExceeded", FailureKind.QUOTA),
          entry("SecurityGroupLimitExceeded", FailureKind.QUOTA),
          entry("SpotMaxPriceTooLow", FailureKind.QUOTA),
          entry("VcpuLimitExceeded", FailureKind.QUOTA),
          entry("VolumeLimitExceeded", FailureKind.QUOTA),
          entry("InvalidAMIID.Unavailable", FailureKind.NOT_FOUND),
          entry("DependencyViolation", FailureKind.CONFLICT),
          entry("IdempotentParameterMismatch", FailureKind.CONFLICT),
          entry("IncorrectInstanceState", FailureKind.CONFLICT),
          entry("IncorrectState", FailureKind.CONFLICT),
          entry("ResourceAlreadyAssigned", FailureKind.CONFLICT),
          entry("BandwidthLimitExceeded", FailureKind.THROTTLED),
          entry("EC2ThrottledException", FailureKind.THROTTLED),
          entry("RequestLimitExceeded", FailureKind.THROTTLED),
          entry("RequestThrottled", FailureKind.THROTTLED),
          entry("Throttling", FailureKind.THROTTLED),
          entry("ThrottlingException", FailureKind.THROTTLED),
          entry("TooManyRequestsException", FailureKind.THROTTLED),
          entry("InternalError", FailureKind.UNAVAILABLE),
          entry("InternalFailure", FailureKind.UNAVAILABLE),
          entry("RequestTimeout", FailureKind.UNAVAILABLE),
          entry("ServiceUnavailable", FailureKind.UNAVAILABLE),
          entry("Unavailable", FailureKind.UNAVAILABLE),
          entry("MissingParameter", FailureKind.INVALID),
          entry("Unsupported", FailureKind.INVALID),
          entry("UnsupportedOperation", FailureKind.INVALID),
          entry("VPCIdNotSpecified", FailureKind.INVALID));

  private AwsErrorCodes() {}

  static FailureKind kind(String code, int status) {
    FailureKind known = KINDS.get(code);
    return known == null ? byForm(code, status) : known;
  }

  private static FailureKind byForm(String code, int status) {
    if (code.endsWith(".NotFound")) {
      return FailureKind.NOT_FOUND;
    }
    if (code.endsWith(".Duplicate") || code.endsWith(".InUse")) {
      return FailureKind.CONFLICT;
    }
    if (code.startsWith("Invalid") || code.endsWith(".Malformed")) {
      return FailureKind.INVALID;
    }
    if (code.endsWith("LimitExceeded")) {
      return FailureKind.QUOTA;
    }
    if (status == 401 || status == 403) {
      return FailureKind.CREDENTIALS;
    }
    return status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.FAILED;
  }
}
