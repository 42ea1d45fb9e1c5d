package dev.jmachine.driver.google.api;

import com.google.cloud.compute.v1.Operation;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Waits for operations, and gives their errors: the SDK's own waiting turns each into
 * "unavailable".
 *
 * @param compute whose operations
 * @param calls how they are asked for
 */
public record Waiting(Compute compute, CloudCalls calls) {
  /**
   * Waits until an operation of a zone is done.
   *
   * @param what it does, as in "cannot WHAT"
   * @throws MachineFailure with the operation's error, where it failed
   */
  public void inZone(String what, String zone, Operation begun, Deadline deadline)
      throws InterruptedException {
    done(what, begun, deadline, () -> compute.operations().inZone(zone, begun.getName()));
  }

  /** The same for an operation of no zone. */
  public void global(String what, Operation begun, Deadline deadline) throws InterruptedException {
    done(what, begun, deadline, () -> compute.operations().global(begun.getName()));
  }

  private void done(
      String what, Operation begun, Deadline deadline, CloudCalls.Call<Operation> look)
      throws InterruptedException {
    Operation ended =
        begun.getStatus() == Operation.Status.DONE
            ? begun
            : Await.with(calls.pause(), Backoff.REMOTE)
                .until("Compute Engine to " + what, deadline, () -> looked(what, look));
    @Nullable MachineFailure failure = GoogleFailures.of(what, ended);
    if (failure != null) {
      throw failure;
    }
  }

  private Attempt<Operation> looked(String what, CloudCalls.Call<Operation> look)
      throws InterruptedException {
    Operation seen = calls.once(what, look);
    return seen.getStatus() == Operation.Status.DONE
        ? Attempt.ready(seen)
        : Attempt.notYet("operation " + seen.getName() + " is " + seen.getStatus());
  }
}
