package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.AwsFailures;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * Deletes one resource and waits until EC2 confirms its absence. What has no id, since the answer
 * with it was lost, is looked for by the token and the uid that only we have used.
 */
final class AwsDeletion {
  /**
   * How long a lost instance or group is looked for. Only where a create did not come to its end:
   * EC2 may not list yet what it made a moment before.
   */
  private static final Duration SEARCH = Duration.ofSeconds(20);

  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Machine machine;
  private final Resource resource;
  private final Deadline deadline;
  private final OwnResources own;

  AwsDeletion(
      Ec2Client ec2, CloudCalls calls, Machine machine, Resource resource, Deadline deadline) {
    this.ec2 = ec2;
    this.calls = calls;
    this.machine = machine;
    this.resource = resource;
    this.deadline = deadline;
    this.own = new OwnResources(ec2, calls);
  }

  /** Terminates the instance. */
  void instance() throws InterruptedException {
    String id = resource.id();
    for (String found : id == null ? lost(this::instancesByToken) : Set.of(id)) {
      if (known(found, this::liveInstances, () -> terminate(found))) {
        Await.with(calls.pause(), Backoff.REMOTE)
            .until("instance " + found + " to be terminated", deadline, () -> terminated(found));
      }
    }
  }

  private void terminate(String id) throws InterruptedException {
    calls.retried(
        "terminate instance " + id, deadline, () -> ec2.terminateInstances(r -> r.instanceIds(id)));
  }

  private Attempt<Boolean> terminated(String id) throws InterruptedException {
    try {
      List<Instance> left =
          calls.once(
              "look at instance " + id,
              () ->
                  ec2.describeInstances(r -> r.instanceIds(id)).reservations().stream()
                      .flatMap(reservation -> reservation.instances().stream())
                      .filter(instance -> !isTerminated(instance))
                      .toList());
      return left.isEmpty()
          ? Attempt.ready(true)
          : Attempt.notYet("it is " + left.getFirst().state().nameAsString());
    } catch (MachineFailure failure) {
      if (!NewlyMade.isUnknown(failure)) {
        throw failure;
      }
      return liveInstances().contains(id)
          ? Attempt.notYet(String.valueOf(failure.reason()))
          : Attempt.ready(true);
    }
  }

  private static boolean isTerminated(Instance instance) {
    return instance.state().nameAsString().equals("terminated");
  }

  private Set<String> instancesByToken() throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    for (Instance instance : own.instances(machine.uid(), deadline)) {
      if (resource.token().equals(instance.clientToken()) && !isTerminated(instance)) {
        ids.add(instance.instanceId());
      }
    }
    return ids;
  }

  /** Deletes the security group; the interface of the instance holds it for some seconds more. */
  void group() throws InterruptedException {
    String id = resource.id();
    for (String found : id == null ? lost(this::groupsByName) : Set.of(id)) {
      known(
          found,
          this::listedGroups,
          () ->
              Await.with(calls.pause(), Backoff.REMOTE)
                  .until("security group " + found + " to be unused", deadline, () -> drop(found)));
    }
  }

  private Attempt<Boolean> drop(String id) throws InterruptedException {
    try {
      calls.once("delete security group " + id, () -> ec2.deleteSecurityGroup(r -> r.groupId(id)));
      return Attempt.ready(true);
    } catch (MachineFailure failure) {
      if (AwsFailures.code(failure).equals("DependencyViolation")) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw failure;
    }
  }

  private Set<String> groupsByName() throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    for (SecurityGroup group : own.groups(machine.uid(), deadline)) {
      if (group.groupName().equals(resource.token())) {
        ids.add(group.groupId());
      }
    }
    return ids;
  }

  private interface Search {
    Set<String> ids() throws InterruptedException;
  }

  /** What a call made whose answer was lost; empty where it was never made. */
  private Set<String> lost(Search search) throws InterruptedException {
    Deadline end = deadline.atMost(SEARCH);
    return Await.with(calls.pause(), Backoff.REMOTE)
        .until(
            resource.label() + " to be listed",
            deadline,
            () -> {
              Set<String> ids = search.ids();
              return ids.isEmpty() && !end.passed()
                  ? Attempt.notYet("EC2 does not list it")
                  : Attempt.ready(ids);
            });
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /**
   * Takes the step unless EC2 does not know the resource. Then the list decides as well, since "not
   * found" may be a lie of the moment: what it has is there, and what it has not is gone; at once
   * where the machine had come up, and after some time where it may be too new to be listed.
   *
   * @return whether it was known
   */
  private boolean known(String id, Search listed, Step step) throws InterruptedException {
    Deadline end = deadline.atMost(machine.access() == null ? SEARCH : Duration.ZERO);
    return Await.with(calls.pause(), Backoff.REMOTE)
        .until(resource.label() + " to be known", deadline, () -> taken(id, listed, step, end));
  }

  private static Attempt<Boolean> taken(String id, Search listed, Step step, Deadline end)
      throws InterruptedException {
    try {
      step.run();
      return Attempt.ready(true);
    } catch (MachineFailure failure) {
      if (!NewlyMade.isUnknown(failure)) {
        throw failure;
      }
      return end.passed() && !listed.ids().contains(id)
          ? Attempt.ready(false)
          : Attempt.notYet(String.valueOf(failure.reason()));
    }
  }

  private Set<String> liveInstances() throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    for (Instance instance : own.instances(machine.uid(), deadline)) {
      if (!isTerminated(instance)) {
        ids.add(instance.instanceId());
      }
    }
    return ids;
  }

  private Set<String> listedGroups() throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    own.groups(machine.uid(), deadline).forEach(group -> ids.add(group.groupId()));
    return ids;
  }
}
