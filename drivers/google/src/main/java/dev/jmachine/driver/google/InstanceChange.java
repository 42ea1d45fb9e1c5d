package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.GoogleFailures;
import dev.jmachine.driver.google.api.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Changes that name the state they were made from, by its fingerprint. One that somebody else was
 * quicker with, or whose answer was lost, is made anew from the state of then.
 *
 * @param grace until when an instance that was made a moment ago may be unknown
 */
record InstanceChange(
    Compute compute, CloudCalls calls, InstanceId id, Deadline grace, Deadline deadline) {
  /** A change; null for an instance that is as it should be. */
  interface Change {
    CloudCalls.@Nullable Call<Operation> from(Instance instance);
  }

  /**
   * Makes it, and waits until it is made.
   *
   * @return the instance as it was before
   */
  Instance make(String what, Change change) throws InterruptedException {
    return Await.with(calls.pause(), Backoff.REMOTE)
        .until("Compute Engine to " + what, deadline, () -> tried(what, change));
  }

  private Attempt<Instance> tried(String what, Change change) throws InterruptedException {
    try {
      Instance instance =
          calls.once("look at instance " + id, () -> compute.instances().get(id.zone(), id.name()));
      CloudCalls.Call<Operation> call = change.from(instance);
      if (call != null) {
        Operation operation = calls.once(what, call);
        new Waiting(compute, calls).inZone(what, id.zone(), operation, deadline);
      }
      return Attempt.ready(instance);
    } catch (MachineFailure failure) {
      if (mayPass(failure)) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw failure;
    }
  }

  private boolean mayPass(MachineFailure failure) {
    return GoogleFailures.reason(failure).equals("conditionNotMet")
        ? failure.kind() == FailureKind.CONFLICT
        : failure.kind() == FailureKind.NOT_FOUND && !grace.passed();
  }
}
