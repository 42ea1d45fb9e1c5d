package dev.jmachine.driver.azure.api;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are repeated while they may pass, and changes that are followed to their end.
 *
 * @param arm the account's Resource Manager
 * @param calls how it is called
 */
public record ArmCalls(Arm arm, CloudCalls calls) {
  /**
   * How long what we made may be unknown to the next call: Resource Manager answers from caches of
   * its own (its documentation, "Troubleshoot 404").
   */
  public static final Duration GRACE = Duration.ofMinutes(2);

  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidResourceReference",
          "NotFound",
          "ParentResourceNotFound",
          "ResourceGroupNotFound",
          "ResourceNotFound");

  /** Whether Azure does not know a resource, its group or what it refers to. */
  public static boolean isUnknown(MachineFailure failure) {
    return failure.kind() == FailureKind.NOT_FOUND && UNKNOWN.contains(AzureFailures.code(failure));
  }

  /** Reads one thing. */
  public <T> T get(String what, Deadline deadline, ArmPath path, ArmForm<T> form)
      throws InterruptedException {
    return calls.retried(what, deadline, () -> arm.get(path, form));
  }

  /** Reads one thing, null where there is none. */
  public <T> @Nullable T find(String what, Deadline deadline, ArmPath path, ArmForm<T> form)
      throws InterruptedException {
    try {
      return get(what, deadline, path, form);
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        return null;
      }
      throw failure;
    }
  }

  /** Reads all of a list. */
  public <T> List<T> list(String what, Deadline deadline, ArmPath path, ArmForm<T> form)
      throws InterruptedException {
    return calls.retried(what, deadline, () -> arm.list(path, form));
  }

  /**
   * Changes something and waits until it is so.
   *
   * @param call may be repeated
   * @param progress is told what is waited for
   */
  public void change(
      String what, Deadline deadline, Consumer<String> progress, CloudCalls.Call<Operation> call)
      throws InterruptedException {
    change(what, deadline, deadline.atMost(Duration.ZERO), progress, call);
  }

  /** The same for what refers to something that was made a moment ago. */
  public void changeNew(
      String what, Deadline deadline, Consumer<String> progress, CloudCalls.Call<Operation> call)
      throws InterruptedException {
    change(what, deadline, deadline.atMost(GRACE), progress, call);
  }

  private void change(
      String what,
      Deadline deadline,
      Deadline grace,
      Consumer<String> progress,
      CloudCalls.Call<Operation> call)
      throws InterruptedException {
    Await.with(calls.pause(), Backoff.REMOTE)
        .until(
            calls.cloud() + " to " + what,
            deadline,
            () -> changed(what, deadline, grace, progress, call));
  }

  private Attempt<Boolean> changed(
      String what,
      Deadline deadline,
      Deadline grace,
      Consumer<String> progress,
      CloudCalls.Call<Operation> call)
      throws InterruptedException {
    try {
      Operation started = calls.retried(what, deadline, call);
      MachineFailure failed = end(what, started, deadline, progress);
      if (failed != null) {
        throw failed;
      }
      return Attempt.ready(true);
    } catch (MachineFailure failure) {
      if (isUnknown(failure) && !grace.passed()) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw failure;
    }
  }

  /**
   * Follows an operation; null where it ended well. Its failure is returned, as one that may pass
   * means that the whole call is to be made again and not that the operation may still end well.
   */
  private @Nullable MachineFailure end(
      String what, Operation started, Deadline deadline, Consumer<String> progress)
      throws InterruptedException {
    if (started.isDone()) {
      return null;
    }
    AtomicReference<Operation> last = new AtomicReference<>(started);
    Deadline grace = deadline.atMost(GRACE);
    Deadline first = deadline.atMost(started.retryAfter());
    return Await.with(calls.pause(), Backoff.REMOTE)
        .reporting(progress)
        .<Optional<MachineFailure>>until(
            calls.cloud() + " to " + what,
            deadline,
            () -> first.passed() ? polled(what, last, grace) : waiting(started))
        .orElse(null);
  }

  private static <T> Attempt<T> waiting(Operation operation) {
    return Attempt.notYet("it is under way", operation.retryAfter());
  }

  private Attempt<Optional<MachineFailure>> polled(
      String what, AtomicReference<Operation> last, Deadline grace) throws InterruptedException {
    try {
      Operation now = calls.once(what, () -> arm.ask(last.get()));
      last.set(now);
      return now.isDone() ? Attempt.ready(Optional.empty()) : waiting(now);
    } catch (MachineFailure failure) {
      if (AzureFailures.isOfOperation(failure)) {
        return Attempt.ready(Optional.of(failure));
      }
      if (isUnknown(failure) && !grace.passed()) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw failure;
    }
  }
}
