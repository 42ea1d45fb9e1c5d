package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;

/** Waits for a virtual machine, and says what it waits for. */
final class VmWait {
  private final ArmCalls calls;
  private final Steps steps;

  VmWait(ArmCalls calls, Steps steps) {
    this.calls = calls;
    this.steps = steps;
  }

  void running(ArmPath vm, Deadline deadline) throws InterruptedException {
    state(vm, MachineState.RUNNING, deadline);
  }

  /** The virtual machine when it is so. */
  VirtualMachineInner state(ArmPath vm, MachineState wanted, Deadline deadline)
      throws InterruptedException {
    String title = "Waiting for the virtual machine to be " + wanted.shown();
    Deadline grace = deadline.atMost(ArmCalls.GRACE);
    return Await.with(calls.calls().pause(), Backoff.REMOTE)
        .reporting(reason -> steps.detail(title, reason))
        .until(title, deadline, () -> look(vm, wanted, deadline, grace));
  }

  private Attempt<VirtualMachineInner> look(
      ArmPath path, MachineState wanted, Deadline deadline, Deadline grace)
      throws InterruptedException {
    VirtualMachineInner vm =
        calls.find(
            "look at the virtual machine",
            deadline,
            Vms.withState(path),
            VirtualMachineInner::fromJson);
    if (vm == null && !grace.passed()) {
      return Attempt.notYet("Azure does not list it yet");
    }
    if (vm == null || Vms.isGoing(vm)) {
      throw MachineFailure.failed("the virtual machine has ended")
          .because("Azure has it no more; spare capacity may have been taken back")
          .see("docs/drivers/azure.md#spot");
    }
    if (Vms.hasFailed(vm) && Vms.power(vm).isEmpty()) {
      throw MachineFailure.failed("the virtual machine has failed").because(Vms.reason(vm));
    }
    return Vms.state(vm) == wanted
        ? Attempt.ready(vm)
        : Attempt.notYet("it is " + (Vms.power(vm).isEmpty() ? "being made" : Vms.power(vm)));
  }
}
