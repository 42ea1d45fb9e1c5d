package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PortForwards;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.AcceleratorChoice;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Virtual machines of QEMU on this computer; each is a process of the user's and a folder in the
 * store.
 */
final class QemuDriver implements Driver {
  private final QemuHost host;

  QemuDriver(DriverContext context) {
    this.host = new QemuHost(context);
  }

  @Override
  public void check(MachineName name, OptionValues options, Steps steps) throws IOException {
    QemuSettings settings = QemuSettings.of(options);
    host.check().check(settings, host.context().storeFolder(), host.imageFolder(), steps);
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options) throws IOException {
    return new QemuPlan(host).of(name, QemuSettings.of(options));
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    return new QemuCreation(host, request).create();
  }

  @Override
  public Optional<Templates> templates() {
    return Optional.of(new QemuTemplates(host));
  }

  @Override
  public Optional<PortForwards> portForwards() {
    return Optional.of(new QemuPortForwards(host));
  }

  @Override
  public Observed observe(Machine machine) throws IOException, InterruptedException {
    try {
      Optional<VirtualMachine> found = host.find(machine);
      return found.isPresent() ? observe(machine, found.get()) : new Observed.Gone();
    } catch (MachineFailure damaged) {
      return new Observed.Unreachable(String.valueOf(damaged.getMessage()));
    }
  }

  /** Where it runs also how it is reached; of one that does not, the record knows all there is. */
  private Observed observe(Machine machine, VirtualMachine vm)
      throws IOException, InterruptedException {
    Observed answer = vm.observe();
    // no switch over types: the JVM spins a class for its first one, which takes 10 ms
    return answer instanceof Observed.Seen(MachineState state, HostAccess _)
            && state != MachineState.STOPPED
        ? new Observed.Seen(state, access(machine, vm))
        : answer;
  }

  /** Files tell of those that do not run; a thread each waits for QEMU's word on those that do. */
  @Override
  public Map<MachineName, Observed> observeAll(List<Machine> machines)
      throws IOException, InterruptedException {
    Map<MachineName, Observed> all = new HashMap<>();
    List<Machine> running = new ArrayList<>();
    for (Machine machine : machines) {
      Observed still = unlessRunning(machine);
      if (still == null) {
        running.add(machine);
      } else {
        all.put(machine.machineName(), still);
      }
    }
    if (!running.isEmpty()) {
      askAll(running, all);
    }
    return all;
  }

  private @Nullable Observed unlessRunning(Machine machine) {
    try {
      if (host.lies(machine)) {
        return new Observed.Seen(MachineState.STOPPED, null);
      }
      Optional<VirtualMachine> found = host.find(machine);
      if (found.isEmpty()) {
        return new Observed.Gone();
      }
      return found.get().process().pid().isPresent()
          ? null
          : new Observed.Seen(MachineState.STOPPED, null);
    } catch (MachineFailure damaged) {
      return new Observed.Unreachable(String.valueOf(damaged.getMessage()));
    } catch (IOException e) {
      return new Observed.Unreachable(String.valueOf(e));
    }
  }

  private void askAll(List<Machine> machines, Map<MachineName, Observed> all)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<MachineName, Future<Observed>> asked = new HashMap<>();
      machines.forEach(m -> asked.put(m.machineName(), threads.submit(() -> observe(m))));
      for (Map.Entry<MachineName, Future<Observed>> one : asked.entrySet()) {
        all.put(one.getKey(), answer(one.getValue()));
      }
    }
  }

  private static Observed answer(Future<Observed> asked) throws InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      return new Observed.Unreachable(String.valueOf(e.getCause()));
    }
  }

  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    VirtualMachine vm =
        host.find(machine)
            .orElseThrow(
                () ->
                    MachineFailure.of(
                            FailureKind.NOT_FOUND,
                            "machine \"" + machine.name() + "\" has no virtual machine any more")
                        .because("its files are gone from " + host.folder(machine.name()))
                        .hint("jmachine rm " + machine.name()));
    switch (action) {
      case START -> start(vm, steps, deadline);
      case STOP -> vm.stop(steps, deadline);
      case KILL -> vm.kill(steps);
    }
    return observe(machine, vm);
  }

  private void start(VirtualMachine vm, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    if (vm.process().pid().isPresent()) {
      vm.resume();
      return;
    }
    String before = vm.record().accelerator();
    AcceleratorChoice choice = vm.start(host.qemu(), host.selection(), steps);
    if (!before.equals("auto")) {
      steps.note(choice.shown());
    }
    vm.awaitBoot(vm.record().bootsUpTo(), "Starting", steps, deadline);
  }

  private static @Nullable HostAccess access(Machine machine, VirtualMachine vm) {
    HostAccess last = machine.access();
    return last == null || vm.record().ports().isEmpty() ? last : VmAccess.moved(last, vm);
  }

  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline)
      throws IOException, InterruptedException {
    new QemuRemoval(host).delete(machine, resource);
  }

  @Override
  public List<OwnedResource> find() throws IOException {
    return find(FindRequest.usual());
  }

  @Override
  public List<OwnedResource> find(FindRequest request) throws IOException {
    List<OwnedResource> found = new ArrayList<>(new Leftovers(host).all(request.caches()));
    found.addAll(new LostProcesses(host).all());
    return found;
  }

  @Override
  public List<String> console(Machine machine, int lines) throws IOException {
    Optional<VirtualMachine> vm = host.find(machine);
    return vm.isPresent() ? vm.get().console(lines) : new ArrayList<>();
  }

  @Override
  public void close() {}
}
