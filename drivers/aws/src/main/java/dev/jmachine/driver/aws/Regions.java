package dev.jmachine.driver.aws;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.failure.Nearest;
import dev.jmachine.driver.aws.api.Ec2Account;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Says of a region that does not answer that there may be none of that name. */
final class Regions {
  private Regions() {}

  /**
   * A region is not refused for being unknown to the SDK, whose list is as old as the SDK; but one
   * that is unknown and does not answer is most likely mistyped.
   */
  static MachineFailure inCheck(Ec2Account account, MachineFailure failure) {
    List<String> known = Region.regions().stream().map(Region::id).toList();
    if (failure.kind() != FailureKind.UNAVAILABLE
        || account.endpoint() != null
        || known.contains(account.region())) {
      return failure;
    }
    @Nullable String near = Nearest.to(account.region(), known);
    return MachineFailure.check("cannot reach EC2 in region " + account.region())
        .because("there may be no such region: " + failure.reason(), failure)
        .hint("--" + AwsOptions.REGION + " " + (near == null ? "eu-west-1" : near));
  }
}
