package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import dev.jmachine.driver.azure.api.AzureAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks about machines: one call for one, else one paged call for each subscription. */
final class AzureObservation {
  private final AzureAccounts accounts;
  private final Function<AzureAccount, ArmCalls> connected;
  private final Deadline deadline;

  AzureObservation(
      AzureAccounts accounts, Function<AzureAccount, ArmCalls> connected, Deadline deadline) {
    this.accounts = accounts;
    this.connected = connected;
    this.deadline = deadline;
  }

  Observed one(Machine machine) throws InterruptedException {
    Resource vm = Kind.vmOf(machine);
    if (vm == null) {
      return new Observed.Gone();
    }
    ArmCalls calls = connected.apply(accounts.of(vm));
    ArmPath path = Place.of(vm).path(calls.arm(), Kind.VM, vm.token());
    return Vms.observed(
        calls.find(
            "look at virtual machine " + vm.token(),
            deadline,
            Vms.withState(path),
            VirtualMachineInner::fromJson));
  }

  Map<MachineName, Observed> all(List<Machine> machines) throws InterruptedException {
    Map<AzureAccount, List<Machine>> byAccount = new LinkedHashMap<>();
    Map<MachineName, Observed> answers = new ConcurrentHashMap<>();
    for (Machine machine : machines) {
      Resource vm = Kind.vmOf(machine);
      if (vm == null) {
        answers.put(machine.machineName(), new Observed.Gone());
      } else {
        byAccount.computeIfAbsent(accounts.of(vm), _ -> new ArrayList<>()).add(machine);
      }
    }
    sideBySide(byAccount, answers);
    return new HashMap<>(answers);
  }

  /** A subscription that does not answer spoils only its own machines. */
  private void sideBySide(
      Map<AzureAccount, List<Machine>> byAccount, Map<MachineName, Observed> answers)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      byAccount.forEach(
          (account, machines) ->
              asked.add(threads.submit(() -> answers.putAll(those(account, machines)), true)));
      for (Future<?> one : asked) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Map<MachineName, Observed> those(AzureAccount account, List<Machine> machines) {
    Map<MachineName, Observed> answers = new HashMap<>();
    try {
      ArmCalls calls = connected.apply(account);
      Map<String, VirtualMachineInner> byId = new HashMap<>();
      list(calls).forEach(vm -> byId.put(lower(vm.id()), vm));
      machines.forEach(
          m -> answers.put(m.machineName(), Vms.observed(byId.get(lower(id(calls, m))))));
    } catch (MachineFailure failure) {
      Observed unreachable = new Observed.Unreachable(String.valueOf(failure.getMessage()));
      machines.forEach(m -> answers.put(m.machineName(), unreachable));
    } catch (InterruptedException e) {
      machines.forEach(m -> answers.put(m.machineName(), new Observed.TimedOut()));
    }
    return answers;
  }

  /** With "statusOnly" the list tells the power states, which it does not otherwise. */
  private List<VirtualMachineInner> list(ArmCalls calls) throws InterruptedException {
    ArmPath path =
        new ArmPath(
            calls.arm().below("/providers/Microsoft.Compute/virtualMachines"),
            Kind.VM.apiVersion());
    return calls.list(
        "list virtual machines",
        deadline,
        path.with("statusOnly", "true"),
        VirtualMachineInner::fromJson);
  }

  private static @Nullable String id(ArmCalls calls, Machine machine) {
    Resource vm = Kind.vmOf(machine);
    return vm == null ? null : Place.of(vm).path(calls.arm(), Kind.VM, vm.token()).path();
  }

  /** Azure writes the letters of an id as it likes. */
  private static String lower(@Nullable String id) {
    return String.valueOf(id).toLowerCase(Locale.ROOT);
  }
}
