package dev.jmachine.example.hello;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.example.hello.cloud.HelloCloud;
import dev.jmachine.example.hello.cloud.Instance;

/** Waits for instances. */
record HelloWait(HelloCloud cloud, HelloCalls calls, Steps steps) {

  // snippet: wait
  /** Waits until an instance has the wanted state, and tells which one it has meanwhile. */
  Instance state(String id, MachineState wanted, Deadline deadline) throws InterruptedException {
    String title = "Waiting for the instance to be " + wanted.shown();
    return Await.with(calls.pause(), Backoff.REMOTE)
        .reporting(reason -> steps.detail(title, reason))
        .until(title, deadline, () -> look(id, wanted));
  }

  private Attempt<Instance> look(String id, MachineState wanted) throws InterruptedException {
    for (Instance instance : calls.once("list instances", cloud::instances)) {
      if (instance.id().equals(id)) {
        return HelloInstance.state(instance) == wanted
            ? Attempt.ready(instance)
            : Attempt.notYet("the instance is " + instance.state());
      }
    }
    throw MachineFailure.of(FailureKind.NOT_FOUND, "instance " + id + " has vanished");
  }

  // end: wait
}
