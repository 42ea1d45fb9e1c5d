package dev.jmachine.driver.aws;

import static dev.jmachine.driver.aws.ImageChoice.filter;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Whose account we are in, and whether it is the one that a resource was made in: elsewhere "not
 * found" says nothing. EC2 has no call that tells the account; but every VPC has a group called
 * "default", which belongs to it (EC2 user guide, "Default security groups").
 */
record HomeAccount(Ec2Client ec2, CloudCalls calls, Deadline deadline) {
  /** In a resource's attributes: the account's number. */
  static final String ATTRIBUTE = "account";

  /** The account's number; null where that can't be told, such as without any VPC. */
  @Nullable String number() throws InterruptedException {
    Set<String> owners = owners();
    return owners.size() == 1 ? owners.iterator().next() : null;
  }

  /**
   * Returns for a resource of this account, and for one of which that is not known.
   *
   * @throws MachineFailure CREDENTIALS for one of another account
   */
  void requireFor(Resource resource) throws InterruptedException {
    String home = resource.attributes().get(ATTRIBUTE);
    if (home == null) {
      return; // it was made by a jmachine that did not note it
    }
    Set<String> owners = owners();
    if (!owners.contains(home)) {
      throw elsewhere(resource, home, owners);
    }
  }

  private static MachineFailure elsewhere(Resource resource, String home, Set<String> owners) {
    String here = owners.isEmpty() ? "an account without a VPC" : String.join(", ", owners);
    return MachineFailure.of(FailureKind.CREDENTIALS, "cannot find " + resource.label())
        .because("it is in account " + home + ", and the credentials are of " + here)
        .hint("export AWS_PROFILE=NAME, with a profile of account " + home)
        .see("docs/drivers/aws.md#credentials");
  }

  private Set<String> owners() throws InterruptedException {
    Set<String> owners = new TreeSet<>();
    calls
        .retried(
            "tell the account",
            deadline,
            () ->
                ec2.describeSecurityGroups(r -> r.filters(filter("group-name", "default")))
                    .securityGroups())
        .forEach(group -> owners.add(group.ownerId()));
    return owners;
  }
}
