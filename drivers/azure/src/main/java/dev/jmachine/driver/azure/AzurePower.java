package dev.jmachine.driver.azure;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops one virtual machine. A stop deallocates: one that is only powered off is billed
 * as if it ran. Azure takes a change to what is so already for success.
 */
final class AzurePower {
  private final ArmCalls calls;
  private final Machine machine;
  private final ArmPath vm;
  private final Steps steps;
  private final Deadline deadline;

  AzurePower(ArmCalls calls, Machine machine, Resource entry, Steps steps, Deadline deadline) {
    this.calls = calls;
    this.machine = machine;
    this.vm = Place.of(entry).path(calls.arm(), Kind.VM, entry.token());
    this.steps = steps;
    this.deadline = deadline;
  }

  Observed change(PowerAction action) throws InterruptedException {
    return switch (action) {
      case START -> started();
      case STOP -> stopped();
      case KILL -> {
        asked("power off", vm.below("powerOff").with("skipShutdown", "true"));
        yield stopped();
      }
    };
  }

  private Observed started() throws InterruptedException {
    asked("start", vm.below("start"));
    new VmWait(calls, steps).running(vm, deadline);
    return new Observed.Seen(MachineState.RUNNING, access());
  }

  private Observed stopped() throws InterruptedException {
    asked("deallocate", vm.below("deallocate"));
    return Vms.observed(new VmWait(calls, steps).state(vm, MachineState.STOPPED, deadline));
  }

  private void asked(String verb, ArmPath action) throws InterruptedException {
    String what = verb + " the virtual machine of \"" + machine.name() + "\"";
    Await.with(calls.calls().pause(), Backoff.REMOTE)
        .until("the virtual machine to be ready for it", deadline, () -> ask(what, action));
  }

  /** While another change runs, Azure refuses this one: a matter of seconds. */
  private Attempt<Boolean> ask(String what, ArmPath action) throws InterruptedException {
    try {
      calls.change(
          what, deadline, reason -> steps.detail(what, reason), () -> calls.arm().post(action));
      return Attempt.ready(true);
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.CONFLICT) {
        return Attempt.notYet(String.valueOf(failure.reason()), failure.retryAfter());
      }
      throw failure.kind() == FailureKind.NOT_FOUND ? gone(machine) : failure;
    }
  }

  /** The address is static; one that somebody has changed by hand is seen all the same. */
  private @Nullable HostAccess access() throws InterruptedException {
    HostAccess before = machine.access();
    SshEndpoint ssh = before == null ? null : before.ssh();
    Resource card = Kind.in(machine, Kind.NIC);
    if (before == null || ssh == null || card == null || card.id() == null) {
      return null;
    }
    Resource address = Kind.in(machine, Kind.ADDRESS);
    Addresses addresses =
        Addresses.read(calls, deadline, address == null ? null : address.id(), card.id());
    AzureSettings settings = new AzureSettings(new OptionValues(machine.spec().driverOptions()));
    return addresses.access(
        ssh.at(addresses.reached(settings.privately()), ssh.port()), before.engineListenPort());
  }

  static MachineFailure gone(Machine machine) {
    return MachineFailure.of(
            FailureKind.NOT_FOUND,
            "the virtual machine of machine \"" + machine.name() + "\" is gone")
        .hint("jmachine rm " + machine.name());
  }
}
