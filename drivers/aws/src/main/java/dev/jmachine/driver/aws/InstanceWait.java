package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Waits for an instance, and says what it waits for. */
final class InstanceWait {
  /** An address is there with the instance, or seconds later, or never. */
  private static final Duration ADDRESS = Duration.ofMinutes(1);

  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Steps steps;

  InstanceWait(Ec2Client ec2, CloudCalls calls, Steps steps) {
    this.ec2 = ec2;
    this.calls = calls;
    this.steps = steps;
  }

  /** The instance, running and with the address that we need. */
  Instance running(String id, ReachedBy way, Deadline deadline) throws InterruptedException {
    Instance running = state(id, MachineState.RUNNING, deadline);
    if (Instances.address(running, way) != null) {
      return running;
    }
    try {
      return until("Waiting for an address", id, deadline.atMost(ADDRESS), i -> addressed(i, way));
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.UNAVAILABLE ? unreachable(id, way) : failure;
    }
  }

  /** The instance, with the wanted power. */
  Instance state(String id, MachineState wanted, Deadline deadline) throws InterruptedException {
    String title = "Waiting for the instance to be " + wanted.shown();
    return until(title, id, deadline, instance -> stated(instance, wanted));
  }

  private Instance until(
      String title, String id, Deadline deadline, Function<Instance, Attempt<Instance>> look)
      throws InterruptedException {
    Deadline grace = deadline.atMost(NewlyMade.GRACE);
    return Await.with(calls.pause(), Backoff.STARTING)
        .reporting(reason -> steps.detail(title, reason))
        .until(title, deadline, () -> look(id, grace, look));
  }

  private Attempt<Instance> look(
      String id, Deadline grace, Function<Instance, Attempt<Instance>> look)
      throws InterruptedException {
    @Nullable Instance instance;
    try {
      instance = calls.<@Nullable Instance>once("look at instance " + id, () -> describe(id));
    } catch (MachineFailure failure) {
      if (NewlyMade.isUnknown(failure) && !grace.passed()) {
        return Attempt.notYet("EC2 does not list it yet");
      }
      throw failure;
    }
    if (instance == null) {
      return Attempt.notYet("EC2 does not list it yet");
    }
    if (Instances.isGone(instance)) {
      throw MachineFailure.failed("instance " + id + " has ended")
          .because(Instances.reason(instance))
          .see("docs/drivers/aws.md#an-instance-that-ends-at-once");
    }
    return look.apply(instance);
  }

  private @Nullable Instance describe(String id) {
    return ec2.describeInstances(r -> r.instanceIds(id)).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .findFirst()
        .orElse(null);
  }

  private static Attempt<Instance> stated(Instance instance, MachineState wanted) {
    return Instances.state(instance) == wanted
        ? Attempt.ready(instance)
        : Attempt.notYet("it is " + instance.state().nameAsString());
  }

  private static Attempt<Instance> addressed(Instance instance, ReachedBy way) {
    return Instances.address(instance, way) == null
        ? Attempt.notYet("it has none yet")
        : Attempt.ready(instance);
  }

  private static MachineFailure unreachable(String id, ReachedBy way) {
    MachineFailure failure =
        MachineFailure.failed("instance " + id + " has no address")
            .because(
                "its subnet gave it no " + (way == ReachedBy.IPV6 ? "IPv6" : "public") + " one");
    return failure
        .hint("--" + AwsOptions.SUBNET + " with a subnet that has an internet gateway")
        .hint("--" + AwsOptions.USE_PRIVATE + " where you are in the same network")
        .see("docs/drivers/aws.md#network");
  }
}
