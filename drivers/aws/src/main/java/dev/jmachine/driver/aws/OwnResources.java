package dev.jmachine.driver.aws;

import static dev.jmachine.driver.aws.ImageChoice.filter;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.time.Deadline;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Lists what carries our tags, in as few pages as EC2 allows. */
final class OwnResources {
  /** The most that EC2 puts into a page (DescribeInstances, MaxResults). */
  static final int PAGE = 1000;

  private final Ec2Client ec2;
  private final CloudCalls calls;

  OwnResources(Ec2Client ec2, CloudCalls calls) {
    this.ec2 = ec2;
    this.calls = calls;
  }

  /** Security groups of one machine. */
  List<SecurityGroup> groups(String uid, Deadline deadline) throws InterruptedException {
    return groups(filter("tag:" + AwsTags.OURS.uid(), uid), deadline);
  }

  /** Security groups of all machines. */
  List<SecurityGroup> groups(Deadline deadline) throws InterruptedException {
    return groups(filter("tag-key", AwsTags.OURS.uid()), deadline);
  }

  private List<SecurityGroup> groups(Filter filter, Deadline deadline) throws InterruptedException {
    return calls.retried(
        "list security groups",
        deadline,
        () ->
            ec2
                .describeSecurityGroupsPaginator(r -> r.filters(filter).maxResults(PAGE))
                .securityGroups()
                .stream()
                .toList());
  }

  /** Instances of one machine, the terminated included. */
  List<Instance> instances(String uid, Deadline deadline) throws InterruptedException {
    return instances(filter("tag:" + AwsTags.OURS.uid(), uid), deadline);
  }

  /** Instances of all machines, the terminated included. */
  List<Instance> instances(Deadline deadline) throws InterruptedException {
    return instances(filter("tag-key", AwsTags.OURS.uid()), deadline);
  }

  private List<Instance> instances(Filter filter, Deadline deadline) throws InterruptedException {
    return calls.retried(
        "list instances",
        deadline,
        () ->
            ec2
                .describeInstancesPaginator(r -> r.filters(filter).maxResults(PAGE))
                .reservations()
                .stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .toList());
  }
}
