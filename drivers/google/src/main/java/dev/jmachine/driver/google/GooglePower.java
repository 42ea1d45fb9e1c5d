package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.Scheduling;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops one instance. Compute Engine takes a change to what is so already for success,
 * and has no harder stop: it gives the guest 90 seconds and then ends it.
 */
final class GooglePower {
  private final Compute compute;
  private final CloudCalls calls;
  private final Machine machine;
  private final InstanceId id;
  private final Deadline deadline;
  private final Waiting waiting;

  GooglePower(
      Compute compute, CloudCalls calls, Machine machine, InstanceId id, Deadline deadline) {
    this.compute = compute;
    this.calls = calls;
    this.machine = machine;
    this.id = id;
    this.deadline = deadline;
    this.waiting = new Waiting(compute, calls);
  }

  /**
   * Changes it.
   *
   * @param now for the time that a host which ends by itself has left
   */
  Observed change(PowerAction action, Steps steps, Instant now) throws InterruptedException {
    try {
      return switch (action) {
        case START -> start(steps, now);
        case STOP, KILL -> stop();
      };
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.NOT_FOUND ? gone(machine) : failure;
    }
  }

  private Observed start(Steps steps, Instant now) throws InterruptedException {
    String expires = machine.expires();
    if (expires != null) {
      limit(Instant.parse(expires), now);
    }
    done("start instance " + id, () -> compute.instances().start(id.zone(), id.name()));
    Instance running =
        new InstanceWait(compute, calls, steps).running(id, ReachedBy.of(machine), deadline);
    return States.observed(machine, running);
  }

  /** The time to run counts from each start, so it is what is left now. */
  private void limit(Instant expires, Instant now) throws InterruptedException {
    Instance instance =
        calls.retried(
            "look at instance " + id,
            deadline,
            () -> compute.instances().get(id.zone(), id.name()));
    if (States.of(instance) == MachineState.STOPPED) {
      schedule(GoogleScheduling.moved(instance.getScheduling(), expires, now));
    }
  }

  private void schedule(Scheduling scheduling) throws InterruptedException {
    done(
        "limit the time of instance " + id,
        () -> compute.instances().setScheduling(id.zone(), id.name(), scheduling));
  }

  private Observed stop() throws InterruptedException {
    done("stop instance " + id, () -> compute.instances().stop(id.zone(), id.name()));
    return new Observed.Seen(MachineState.STOPPED, null);
  }

  private void done(String what, CloudCalls.Call<Operation> call) throws InterruptedException {
    Operation operation = calls.retried(what, deadline, call);
    waiting.inZone(what, id.zone(), operation, deadline);
  }

  static MachineFailure gone(Machine machine) {
    return MachineFailure.of(
            FailureKind.NOT_FOUND, "the instance of machine \"" + machine.name() + "\" is gone")
        .hint("jmachine rm " + machine.name());
  }

  /** The id of a machine's instance; null for a machine that came to none. */
  static @Nullable InstanceId idOf(Machine machine) {
    var resource = Kind.instanceOf(machine);
    return resource == null || resource.id() == null ? null : InstanceId.of(resource);
  }
}
