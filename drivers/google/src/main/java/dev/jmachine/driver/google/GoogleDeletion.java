package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Operation;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.Waiting;
import java.time.Duration;

/**
 * Deletes one resource and waits until its absence is confirmed. Its name holds the machine's uid,
 * so only we can have made what is so called.
 */
final class GoogleDeletion {
  /**
   * How long what is not found is asked for again, where a create did not come to its end: a call
   * that was made a moment before may not have arrived yet.
   */
  private static final Duration SEARCH = Duration.ofSeconds(20);

  private final Compute compute;
  private final CloudCalls calls;
  private final Machine machine;
  private final Resource resource;
  private final Deadline deadline;
  private final Waiting waiting;

  GoogleDeletion(
      Compute compute, CloudCalls calls, Machine machine, Resource resource, Deadline deadline) {
    this.compute = compute;
    this.calls = calls;
    this.machine = machine;
    this.resource = resource;
    this.deadline = deadline;
    this.waiting = new Waiting(compute, calls);
  }

  /** Deletes the instance, and its disk with it. */
  void instance() throws InterruptedException {
    InstanceId id = InstanceId.of(resource);
    String what = "delete instance " + id;
    untilGone(
        what,
        () -> {
          Operation operation =
              calls.once(what, () -> compute.instances().delete(id.zone(), id.name()));
          waiting.inZone(what, id.zone(), operation, deadline);
        },
        () -> compute.instances().get(id.zone(), id.name()));
  }

  /** Deletes the firewall rule. */
  void firewall() throws InterruptedException {
    String name = resource.token();
    String what = "delete firewall rule " + name;
    untilGone(
        what,
        () -> {
          Operation operation = calls.once(what, () -> compute.firewalls().delete(name));
          waiting.global(what, operation, deadline);
        },
        () -> compute.firewalls().get(name));
  }

  /** Takes our key and tag off an instance that was there before. */
  void login() throws InterruptedException {
    InstanceId id = InstanceId.of(resource);
    ExistingInstance existing = new ExistingInstance(compute, calls, id, deadline);
    try {
      existing.remove(GoogleMetadata.comment(machine.uid()), resource.token());
    } catch (MachineFailure failure) {
      if (failure.kind() != FailureKind.NOT_FOUND) {
        throw failure;
      }
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private void untilGone(String what, Step step, CloudCalls.Call<?> look)
      throws InterruptedException {
    Deadline search = deadline.atMost(machine.access() == null ? SEARCH : Duration.ZERO);
    Await.with(calls.pause(), Backoff.REMOTE)
        .until("Compute Engine to " + what, deadline, () -> tried(step, look, search));
  }

  /**
   * "Not found" alone does not mean gone: it may be a lie of the moment, and is asked for again.
   */
  private Attempt<Boolean> tried(Step step, CloudCalls.Call<?> look, Deadline search)
      throws InterruptedException {
    try {
      step.run();
      return Attempt.ready(true);
    } catch (MachineFailure failure) {
      if (failure.kind() != FailureKind.NOT_FOUND) {
        throw failure;
      }
      return search.passed() && isAbsent(look)
          ? Attempt.ready(true)
          : Attempt.notYet(String.valueOf(failure.reason()));
    }
  }

  private boolean isAbsent(CloudCalls.Call<?> look) throws InterruptedException {
    try {
      calls.once("look at " + resource.label(), look);
      return false;
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        return true;
      }
      throw failure;
    }
  }
}
