package dev.jmachine.driver.azure;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import java.time.Duration;
import java.util.List;

/**
 * Deletes one resource and waits until Azure confirms its absence. Its name holds the machine's uid
 * and is known without an answer, so one whose making was never confirmed is deleted like any
 * other.
 */
final class AzureDeletion {
  /**
   * How long what may have been made a moment before is looked for again, where nothing else
   * removes it: a machine's own group takes along what turns up late.
   */
  private static final Duration SEARCH = Duration.ofSeconds(20);

  private final ArmCalls calls;
  private final Resource resource;
  private final Kind kind;
  private final ArmPath path;
  private final Deadline deadline;
  private final Deadline grace;

  AzureDeletion(ArmCalls calls, Machine machine, Resource resource, Deadline deadline) {
    Place place = Place.of(resource);
    this.calls = calls;
    this.resource = resource;
    this.kind = Kind.of(resource);
    this.path = place.path(calls.arm(), kind, resource.token());
    this.deadline = deadline;
    boolean alone = kind == Kind.GROUP || !place.own();
    boolean doubtful = alone && resource.id() == null && machine.access() == null;
    this.grace = deadline.atMost(doubtful ? SEARCH : Duration.ZERO);
  }

  void run() throws InterruptedException {
    Await.with(calls.calls().pause(), Backoff.REMOTE)
        .until(resource.label() + " to be gone", deadline, this::deleted);
  }

  private Attempt<Boolean> deleted() throws InterruptedException {
    if (kind == Kind.GROUP) {
      refuseForeign();
    }
    String what = "delete " + kind.words() + " " + resource.token();
    try {
      calls.change(what, deadline, _ -> {}, () -> calls.arm().delete(path));
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.CONFLICT) { // in use, or still being made
        return Attempt.notYet(String.valueOf(failure.reason()), failure.retryAfter());
      }
      if (failure.kind() != FailureKind.NOT_FOUND) {
        throw failure;
      }
    }
    return absent();
  }

  /** "Not found" alone may be a lie of the moment: what can be read is there. */
  private Attempt<Boolean> absent() throws InterruptedException {
    if (calls.find("look for " + resource.token(), deadline, path, Members::of) != null) {
      return Attempt.notYet("Azure still has it");
    }
    return grace.passed() ? Attempt.ready(true) : Attempt.notYet("Azure does not list it");
  }

  /** A group takes along all that is in it, so it goes only where that is ours. */
  private void refuseForeign() throws InterruptedException {
    List<String> foreign = foreign();
    if (!foreign.isEmpty()) {
      throw MachineFailure.failed("cannot delete resource group " + resource.token())
          .because("it also holds " + String.join(", ", foreign) + ", not made by jmachine")
          .hint("move or delete these in Azure, then type the same again")
          .see("docs/drivers/azure.md#cleaning-up");
    }
  }

  private List<String> foreign() throws InterruptedException {
    try {
      return calls
          .list("list what the group holds", deadline, path.below("resources"), Members::of)
          .stream()
          .map(Members::name)
          .filter(name -> !name.startsWith(resource.token()))
          .toList();
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        return List.of();
      }
      throw failure;
    }
  }
}
