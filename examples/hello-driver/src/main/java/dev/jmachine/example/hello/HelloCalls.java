package dev.jmachine.example.hello;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.example.hello.cloud.HelloCloudException;

/** Calls the hello cloud: gives its errors their meaning, and tries again what may pass. */
record HelloCalls(Pause pause) {

  /** A call with a result. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws InterruptedException;
  }

  /** A call without one. */
  @FunctionalInterface
  interface Action {
    void run() throws InterruptedException;
  }

  // snippet: calls
  /** Calls once. */
  <T> T once(String what, Call<T> call) throws InterruptedException {
    try {
      return call.run();
    } catch (HelloCloudException e) {
      throw HelloFailures.of(what, e);
    }
  }

  /**
   * Calls until the cloud answers: Await takes THROTTLED and UNAVAILABLE for "not yet" and lets
   * every other failure pass. Only for calls that may be repeated, which a token or an id makes all
   * of ours.
   */
  <T> T retried(String what, Deadline deadline, Call<T> call) throws InterruptedException {
    return Await.with(pause, Backoff.REMOTE)
        .until("the hello cloud to " + what, deadline, () -> Attempt.ready(once(what, call)));
  }

  // end: calls

  /** The same for a call without a result. */
  void retriedAction(String what, Deadline deadline, Action action) throws InterruptedException {
    retried(
        what,
        deadline,
        () -> {
          action.run();
          return true;
        });
  }

  /** Calls once, before anything is made: what goes wrong is a failed check, or the credentials. */
  <T> T asCheck(String what, Call<T> call) throws InterruptedException {
    try {
      return once(what, call);
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.CREDENTIALS
          ? failure
          : MachineFailure.check(failure.what()).because(failure.reason() + "", failure);
    }
  }
}
