package dev.jmachine.driver.aws.api;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;

/** What to type next, for the errors that users meet. */
final class AwsAdvice {
  private static final String PAGE = "docs/drivers/aws.md";

  private AwsAdvice() {}

  static MachineFailure on(String code, FailureKind kind, MachineFailure failure) {
    return switch (code) {
      case "VcpuLimitExceeded", "InstanceLimitExceeded", "MaxSpotInstanceCountExceeded" ->
          failure
              .hint("--aws-instance-type with a smaller type, or another --aws-region")
              .hint("aws service-quotas list-service-quotas --service-code ec2")
              .see(PAGE + "#quota");
      case "InsufficientInstanceCapacity", "InsufficientHostCapacity", "InsufficientCapacity" ->
          failure
              .hint("another --aws-zone, or --aws-instance-type with another type")
              .hint("--aws-spot-fallback with the types and zones that would do as well")
              .see(PAGE + "#capacity");
      case "SpotMaxPriceTooLow" ->
          failure.hint("leave --aws-spot-price away: then the on-demand price is the most you pay");
      case "SecurityGroupLimitExceeded", "RulesPerSecurityGroupLimitExceeded" ->
          failure.hint("--aws-security-group with a group that is there").see(PAGE + "#quota");
      case "InvalidInstanceType" ->
          failure.hint("aws ec2 describe-instance-types --query 'InstanceTypes[].InstanceType'");
      case "InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable" ->
          failure.hint("leave --aws-ami away, or take the id of an image of this --aws-region");
      case "UnauthorizedOperation" ->
          failure.hint("give this user the rights that the page lists").see(PAGE + "#permissions");
      case "RequestExpired" -> failure.hint("date -u, and set the clock of this computer");
      case "ExpiredToken", "ExpiredTokenException" ->
          failure.hint("aws sso login, or new temporary credentials").see(PAGE + "#credentials");
      case "OptInRequired" -> failure.hint("enable the region for the account, or take another");
      case "IdempotentParameterMismatch" ->
          failure.hint("jmachine rm the machine, and create it anew");
      default -> kind == FailureKind.CREDENTIALS ? onCredentials(failure) : failure;
    };
  }

  static MachineFailure onCredentials(MachineFailure failure) {
    return failure.hint("aws configure, or export AWS_PROFILE=NAME").see(PAGE + "#credentials");
  }
}
