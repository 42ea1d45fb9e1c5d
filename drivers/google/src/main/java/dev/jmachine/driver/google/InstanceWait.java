package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import java.time.Duration;

/** Waits for an instance that should run, and says what it waits for. */
final class InstanceWait {
  private static final Duration ADDRESS = Duration.ofMinutes(1);
  private static final String TITLE = "Waiting for the instance to be Running";

  private final Compute compute;
  private final CloudCalls calls;
  private final Steps steps;

  InstanceWait(Compute compute, CloudCalls calls, Steps steps) {
    this.compute = compute;
    this.calls = calls;
    this.steps = steps;
  }

  /** The instance, running and with the address that we need. */
  Instance running(InstanceId id, ReachedBy way, Deadline deadline) throws InterruptedException {
    Deadline grace = deadline.atMost(NewlyMade.GRACE);
    Deadline address = deadline.atMost(ADDRESS);
    return Await.with(calls.pause(), Backoff.STARTING)
        .reporting(reason -> steps.detail(TITLE, reason))
        .until(TITLE, deadline, () -> look(id, way, grace, address));
  }

  private Attempt<Instance> look(InstanceId id, ReachedBy way, Deadline grace, Deadline address)
      throws InterruptedException {
    Instance instance;
    try {
      instance =
          calls.once("look at instance " + id, () -> compute.instances().get(id.zone(), id.name()));
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND && !grace.passed()) {
        return Attempt.notYet("Compute Engine does not list it yet");
      }
      throw failure;
    }
    return judged(instance, way, address);
  }

  private static Attempt<Instance> judged(Instance instance, ReachedBy way, Deadline address) {
    MachineState state = States.of(instance);
    if (state == MachineState.STARTING) {
      return Attempt.notYet("it is " + instance.getStatus());
    }
    if (state != MachineState.RUNNING) {
      throw ended(instance);
    }
    if (way.address(instance) != null) {
      return Attempt.ready(instance);
    }
    if (address.passed() || hasNoWay(instance, way)) {
      throw unreachable(instance);
    }
    return Attempt.notYet("it has no address yet");
  }

  /** A card without an access configuration never gets an external address. */
  private static boolean hasNoWay(Instance instance, ReachedBy way) {
    return way == ReachedBy.EXTERNAL
        && instance.getNetworkInterfacesList().stream()
            .allMatch(card -> card.getAccessConfigsCount() == 0);
  }

  private static MachineFailure ended(Instance instance) {
    String said = instance.getStatusMessage();
    return MachineFailure.failed("instance " + instance.getName() + " does not run")
        .because("it is " + instance.getStatus() + (said.isEmpty() ? "" : ": " + said))
        .hint("jmachine create without --" + GoogleOptions.SPOT + ", if it was preempted")
        .see("docs/drivers/google.md#an-instance-that-ends-at-once");
  }

  private static MachineFailure unreachable(Instance instance) {
    return MachineFailure.failed("instance " + instance.getName() + " has no external address")
        .because("Compute Engine gave it none")
        .hint("--" + GoogleOptions.INTERNAL + " where you are in the same network")
        .see("docs/drivers/google.md#network");
  }
}
