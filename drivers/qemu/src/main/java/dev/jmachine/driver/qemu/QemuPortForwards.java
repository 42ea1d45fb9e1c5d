package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.driver.PortForwards;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.vm.Forward;
import dev.jmachine.driver.qemu.vm.OpenForwards;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Ports that QEMU opens while the guest runs. Those of its record, which it needs, stay. */
final class QemuPortForwards implements PortForwards {
  private final QemuHost host;

  QemuPortForwards(QemuHost host) {
    this.host = host;
  }

  @Override
  public List<PortForward> list(Machine machine, Deadline deadline)
      throws IOException, InterruptedException {
    try (OpenForwards forwards = forwards(machine, running(machine), deadline)) {
      return forwards.list();
    }
  }

  @Override
  public void open(Machine machine, List<PortForward> wanted, Deadline deadline)
      throws IOException, InterruptedException {
    try (OpenForwards forwards = forwards(machine, running(machine), deadline)) {
      for (PortForward forward : wanted) {
        forwards.open(forward);
      }
    }
  }

  @Override
  public void close(Machine machine, List<PortForward> unwanted, Deadline deadline)
      throws IOException, InterruptedException {
    VirtualMachine vm = running(machine);
    for (PortForward forward : unwanted) {
      if (isNeeded(forward, vm)) {
        throw MachineFailure.usage("the forward " + forward + " stays")
            .because("machine \"" + machine.name() + "\" was created with it");
      }
    }
    try (OpenForwards forwards = forwards(machine, vm, deadline)) {
      for (PortForward forward : unwanted) {
        forwards.close(forward);
      }
    }
  }

  private static boolean isNeeded(PortForward forward, VirtualMachine vm) {
    return vm.record().ports().stream().map(Forward::parse).anyMatch(p -> p.open().equals(forward));
  }

  private VirtualMachine running(Machine machine) throws IOException {
    Optional<VirtualMachine> vm = host.find(machine);
    if (vm.isEmpty() || vm.get().process().pid().isEmpty()) {
      throw doesNotRun(machine);
    }
    return vm.get();
  }

  /** One may end before it is asked. */
  private static OpenForwards forwards(Machine machine, VirtualMachine vm, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      return vm.forwards(deadline);
    } catch (IOException e) {
      if (vm.process().pid().isEmpty()) {
        throw doesNotRun(machine).because(e);
      }
      throw e;
    }
  }

  private static MachineFailure doesNotRun(Machine machine) {
    return MachineFailure.of(
            FailureKind.CONFLICT, "machine \"" + machine.name() + "\" does not run")
        .hint("jmachine start " + machine.name());
  }
}
