package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.time.Deadline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The moment at which a resource should be gone, in its tag. EC2 itself ends nothing: {@code
 * jmachine gc} does, on whatever computer it runs.
 */
final class AwsExpiry {
  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Deadline deadline;

  AwsExpiry(Ec2Client ec2, CloudCalls calls, Deadline deadline) {
    this.ec2 = ec2;
    this.calls = calls;
    this.deadline = deadline;
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
