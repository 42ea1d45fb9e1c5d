package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.AwsFailures;
import dev.jmachine.driver.aws.api.Ec2Account;
import dev.jmachine.driver.aws.api.Ec2Connections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /**
   * The same in every region that the account has enabled, side by side.
   *
   * @param skipped told of each region that can't be asked where others can
   */
  List<OwnedResource> everywhere(FindRequest.Skipped skipped) throws InterruptedException {
    List<String> regions = regions();
    if (regions.size() == 1) {
      return new AwsInventory(account.in(regions.getFirst()), connections, calls, deadline)
          .inItsRegion();
    }
    Map<String, Future<List<OwnedResource>>> asked = new LinkedHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String region : regions) {
        AwsInventory one = new AwsInventory(account.in(region), connections, calls, deadline);
        asked.put(region, threads.submit(one::inItsRegion));
      }
      return joined(asked, skipped);
    }
  }

  private static List<OwnedResource> joined(
      Map<String, Future<List<OwnedResource>>> asked, FindRequest.Skipped skipped)
      throws InterruptedException {
    List<OwnedResource> found = new ArrayList<>();
    for (var one : asked.entrySet()) {
      try {
        found.addAll(one.getValue().get());
      } catch (ExecutionException e) {
        skipped.because(failure(one.getKey(), e));
      }
    }
    return found;
  }

  private static MachineFailure failure(String region, ExecutionException e) {
    return switch (e.getCause()) {
      case MachineFailure failure ->
          MachineFailure.of(failure.kind(), "cannot search region " + region)
              .because(failure.what() + ": " + failure.reason(), failure)
              .see("docs/drivers/aws.md#permissions");
      case RuntimeException bug -> throw bug;
      case null, default -> throw new IllegalStateException(e.getCause());
    };
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
