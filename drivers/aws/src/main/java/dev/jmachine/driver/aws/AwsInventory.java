package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.AwsFailures;
import dev.jmachine.driver.aws.api.Ec2Account;
import dev.jmachine.driver.aws.api.Ec2Connections;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Finds what carries our tags. */
final class AwsInventory {
  private final Ec2Account account;
  private final Ec2Connections connections;
  private final CloudCalls calls;
  private final Deadline deadline;

  AwsInventory(
      Ec2Account account, Ec2Connections connections, CloudCalls calls, Deadline deadline) {
    this.account = account;
    this.connections = connections;
    this.calls = calls;
    this.deadline = deadline;
  }

  /** In the order of making: a group before the instance that is in it. */
  List<OwnedResource> inItsRegion() throws InterruptedException {
    List<OwnedResource> found = new ArrayList<>();
    add(account, found);
    return found;
  }

  /** The same in every region that the account has enabled. */
  List<OwnedResource> everywhere() throws InterruptedException {
    List<OwnedResource> found = new ArrayList<>();
    for (String region : regions()) {
      add(account.in(region), found);
    }
    return found;
  }

  /** One region where the account may not ask for the list. */
  private List<String> regions() throws InterruptedException {
    Ec2Client ec2 = connections.of(account);
    try {
      return calls.retried(
          "list regions",
          deadline,
          () -> ec2.describeRegions().regions().stream().map(Region::regionName).toList());
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.CREDENTIALS
          && AwsFailures.code(failure).equals("UnauthorizedOperation")) {
        return List.of(account.region());
      }
      throw failure;
    }
  }

  private void add(Ec2Account place, List<OwnedResource> found) throws InterruptedException {
    OwnResources own = new OwnResources(connections.of(place), calls);
    for (SecurityGroup group : own.groups(deadline)) {
      Resource resource =
          new Resource(Kind.GROUP, group.groupName(), group.groupId(), place.attributes());
      AwsTags.owned(group.tags(), resource).ifPresent(found::add);
    }
    for (Instance instance : own.instances(deadline)) {
      if (!Instances.isGone(instance)) {
        AwsTags.owned(instance.tags(), resource(instance, place)).ifPresent(found::add);
      }
    }
  }

  private static Resource resource(Instance instance, Ec2Account place) {
    String token = instance.clientToken();
    String known = token == null || token.isBlank() ? instance.instanceId() : token;
    return new Resource(Kind.INSTANCE, known, instance.instanceId(), place.attributes());
  }
}
