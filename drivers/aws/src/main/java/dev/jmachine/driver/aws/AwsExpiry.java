package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The moment at which a resource should be gone, in its tag. The instance ends itself (see {@link
 * dev.jmachine.core.cloud.HostEnd}) and looks there whether it may live on; what is left of it is
 * deleted by {@code jmachine gc}, on whatever computer it runs.
 */
final class AwsExpiry {
  /** An attribute of an instance that cannot read its tags, and so ends when it was to. */
  static final String FIXED = "fixed-end";

  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Deadline deadline;

  AwsExpiry(Ec2Client ec2, CloudCalls calls, Deadline deadline) {
    this.ec2 = ec2;
    this.calls = calls;
    this.deadline = deadline;
  }

  /** Refuses to promise what the instance would not hear of. */
  static void refuseIfFixed(Machine machine) {
    for (Resource resource : machine.ledger()) {
      if (resource.attributes().containsKey(FIXED)) {
        throw MachineFailure.of(
                FailureKind.CONFLICT, "the " + resource.label() + " ends when it was to")
            .because("it was launched so that it cannot read its tags")
            .see("docs/drivers/aws.md#expiry");
      }
    }
  }

  /** Writes the tag, or removes it for null. */
  void move(String id, @Nullable Instant expires) throws InterruptedException {
    Tag.Builder tag = Tag.builder().key(AwsTags.OURS.expires());
    if (expires == null) {
      NewlyMade.visible(
          calls,
          "take the expiry off " + id,
          deadline,
          () -> ec2.deleteTags(r -> r.resources(id).tags(tag.build())));
    } else {
      NewlyMade.visible(
          calls,
          "tag " + id + " with its expiry",
          deadline,
          () -> ec2.createTags(r -> r.resources(id).tags(tag.value(expires.toString()).build())));
    }
  }
}
