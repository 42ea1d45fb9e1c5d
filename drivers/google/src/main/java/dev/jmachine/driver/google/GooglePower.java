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
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
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
  private final boolean isOurs;
  private final Deadline deadline;
  private final Waiting waiting;

  GooglePower(
      Compute compute, CloudCalls calls, Machine machine, InstanceId id, Deadline deadline) {
    this.compute = compute;
    this.calls = calls;
    this.machine = machine;
    this.id = id;
    this.isOurs = Kind.isOwnInstance(machine);
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
    Instance stopped = stopped();
    if (isOurs && States.of(stopped) == MachineState.STOPPED) {
      limit(stopped.getScheduling(), now);
    }
    done("start instance " + id, () -> compute.instances().start(id.zone(), id.name()));
    Instance running =
        new InstanceWait(compute, calls, steps).running(id, ReachedBy.of(machine), deadline);
    return States.observed(machine, running);
  }

  /**
   * One that is on its way down, as a preempted one is, is waited for: its end can't be set yet.
   */
  private Instance stopped() throws InterruptedException {
    String what = "stop instance " + id;
    return Await.with(calls.pause(), Backoff.REMOTE)
        .until(
            "Compute Engine to " + what,
            deadline,
            () -> {
              Instance seen =
                  calls.once(
                      "look at instance " + id,
                      () -> compute.instances().get(id.zone(), id.name()));
              return States.of(seen) == MachineState.STOPPING
                  ? Attempt.notYet("it is " + seen.getStatus())
                  : Attempt.ready(seen);
            });
  }

  /**
   * The time to run counts from each start, so it is what is left now. A limit of before is moved
   * also where there is to be none any more, since the machine was extended for ever or locked
   * while it ran: Compute Engine would delete it.
   */
  private void limit(Scheduling before, Instant now) throws InterruptedException {
    String expires = machine.locked() ? null : machine.expires();
    Scheduling moved =
        GoogleScheduling.moved(before, expires == null ? null : Instant.parse(expires), now);
    if (!moved.equals(before)) {
      done(
          "limit the time of instance " + id,
          () -> compute.instances().setScheduling(id.zone(), id.name(), moved));
    }
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
