package dev.jmachine.example.hello;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.example.hello.cloud.Address;
import dev.jmachine.example.hello.cloud.HelloCloud;
import dev.jmachine.example.hello.cloud.Instance;
import java.util.List;

/** Deletes resources and waits for their absence. What is not there is deleted already. */
record HelloDeletion(HelloCloud cloud, HelloCalls calls, Deadline deadline) {

  // snippet: deletion
  /** By the id, or by the token where the answer with the id was lost. */
  void instance(Resource resource) throws InterruptedException {
    for (Instance instance : instances()) {
      if (instance.id().equals(resource.id()) || instance.token().equals(resource.token())) {
        String id = instance.id();
        tolerant("terminate " + id, () -> cloud.change(id, HelloCloud.Change.TERMINATE));
        Await.with(calls.pause(), Backoff.REMOTE)
            .until("instance " + id + " to be gone", deadline, () -> absent(id));
      }
    }
  }

  private Attempt<Boolean> absent(String id) throws InterruptedException {
    return instances().stream().anyMatch(instance -> instance.id().equals(id))
        ? Attempt.notYet("the cloud still lists it")
        : Attempt.ready(true);
  }

  // end: deletion

  void address(Resource resource) throws InterruptedException {
    for (Address address : calls.retried("list addresses", deadline, cloud::addresses)) {
      if (address.id().equals(resource.id()) || address.token().equals(resource.token())) {
        tolerant("release " + address.id(), () -> cloud.releaseAddress(address.id()));
      }
    }
  }

  private List<Instance> instances() throws InterruptedException {
    return calls.retried("list instances", deadline, cloud::instances);
  }

  /** Somebody else may have deleted it meanwhile: that is what was wanted. */
  private void tolerant(String what, HelloCalls.Action action) throws InterruptedException {
    try {
      calls.retriedAction(what, deadline, action);
    } catch (MachineFailure failure) {
      if (failure.kind() != FailureKind.NOT_FOUND) {
        throw failure;
      }
    }
  }
}
