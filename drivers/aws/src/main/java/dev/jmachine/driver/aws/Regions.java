package dev.jmachine.driver.aws;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.failure.Nearest;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.Ec2Account;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Says of a region that does not answer that there may be none of that name. */
final class Regions {
  private static final Duration DOUBT = Duration.ofSeconds(5);

  private Regions() {}

  /** How long an answer is waited for: not long where there may be nobody to give one. */
  static Deadline patience(Ec2Account account, Deadline deadline) {
    return isDoubtful(account) ? deadline.atMost(DOUBT) : deadline;
  }

  /**
   * A region is not refused for being unknown to the SDK, whose list is as old as the SDK; but one
   * that is unknown and does not answer is most likely mistyped.
   */
  static MachineFailure inCheck(Ec2Account account, MachineFailure failure) {
    if (failure.kind() != FailureKind.UNAVAILABLE || !isDoubtful(account)) {
      return failure;
    }
    @Nullable String near = Nearest.to(account.region(), known());
    return MachineFailure.check("cannot reach EC2 in region " + account.region())
        .because("there may be no such region: " + failure.reason(), failure)
        .hint("--" + AwsOptions.REGION + " " + (near == null ? "eu-west-1" : near));
  }

  private static boolean isDoubtful(Ec2Account account) {
    return account.endpoint() == null && !known().contains(account.region());
  }

  private static List<String> known() {
    return Region.regions().stream().map(Region::id).toList();
  }
}
