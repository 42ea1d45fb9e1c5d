package dev.jmachine.driver.aws;

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
import dev.jmachine.driver.aws.api.AwsFailures;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Starts and stops one instance. EC2 takes a change to what is so already for success. */
final class AwsPower {
  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Machine machine;
  private final String id;
  private final Deadline deadline;

  AwsPower(Ec2Client ec2, CloudCalls calls, Machine machine, String id, Deadline deadline) {
    this.ec2 = ec2;
    this.calls = calls;
    this.machine = machine;
    this.id = id;
    this.deadline = deadline;
  }

  Observed change(PowerAction action, Steps steps) throws InterruptedException {
    InstanceWait wait = new InstanceWait(ec2, calls, steps);
    Await.with(calls.pause(), Backoff.REMOTE)
        .until("instance " + id + " to be ready for it", deadline, () -> asked(action));
    Instance instance =
        action == PowerAction.START
            ? wait.running(id, ReachedBy.of(machine), deadline)
            : wait.state(id, MachineState.STOPPED, deadline);
    return Instances.observed(machine, instance);
  }

  /** What starts can't be stopped yet, and what stops can't be started: a matter of seconds. */
  private Attempt<Boolean> asked(PowerAction action) throws InterruptedException {
    try {
      ask(action);
      return Attempt.ready(true);
    } catch (MachineFailure failure) {
      if (AwsFailures.code(failure).equals("IncorrectInstanceState")) {
        return Attempt.notYet(String.valueOf(failure.reason()));
      }
      throw explained(failure);
    }
  }

  private void ask(PowerAction action) throws InterruptedException {
    String what = "change the power of instance " + id;
    switch (action) {
      case START -> calls.once(what, () -> ec2.startInstances(r -> r.instanceIds(id)));
      case STOP -> calls.once(what, () -> ec2.stopInstances(r -> r.instanceIds(id)));
      case KILL -> calls.once(what, () -> ec2.stopInstances(r -> r.instanceIds(id).force(true)));
    }
  }

  private MachineFailure explained(MachineFailure failure) {
    if (failure.kind() == FailureKind.NOT_FOUND) {
      return gone(machine);
    }
    return AwsFailures.code(failure).equals("UnsupportedOperation")
        ? failure.hint("jmachine rm " + machine.name()).see("docs/drivers/aws.md#spot")
        : failure;
  }

  static MachineFailure gone(Machine machine) {
    return MachineFailure.of(
            FailureKind.NOT_FOUND, "the instance of machine \"" + machine.name() + "\" is gone")
        .hint("jmachine rm " + machine.name());
  }
}
