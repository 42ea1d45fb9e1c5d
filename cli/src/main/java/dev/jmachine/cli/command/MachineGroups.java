package dev.jmachine.cli.command;

import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Machines by where their driver lives. A command that needs drivers does this JVM's machines
 * itself and hands its whole command line to the JVM of every other driver, which does those of its
 * own.
 *
 * @param here machines whose driver this JVM has
 * @param elsewhere drivers with a JVM of their own that have machines among those named
 * @param failures names whose record can't be read, or whose driver does not exist
 */
record MachineGroups(
    Map<Machine, DriverProvider> here,
    Set<ForeignDriver> elsewhere,
    Map<MachineName, MachineFailure> failures) {
  /** What is done to a machine. */
  @FunctionalInterface
  interface Work {
    void on(Machine machine, DriverProvider provider) throws IOException, InterruptedException;
  }

  /** Whether there is nothing to do but to report failures. */
  boolean isEmpty() {
    return here.isEmpty() && elsewhere.isEmpty();
  }

  /** Sorts machines; in the JVM of a driver all but its own are left out. */
  static MachineGroups of(Set<MachineName> names, CommandContext context) throws IOException {
    MachineGroups groups =
        new MachineGroups(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
    for (MachineName name : names) {
      try {
        groups.add(NamedMachines.load(name, context.store()), context);
      } catch (MachineFailure failure) {
        groups.failures.put(name, failure);
      }
    }
    if (context.caller().driverJvm() != null) {
      groups.failures.clear(); // the JVM that handed over to us prints them
    }
    return groups;
  }

  private void add(Machine machine, CommandContext context) throws IOException {
    String wanted = machine.spec().driver();
    String own = context.caller().driverJvm();
    if (own != null && !own.equals(wanted)) {
      return;
    }
    Drivers drivers = context.drivers();
    DriverProvider provider = drivers.here(wanted);
    ForeignDriver foreign = provider == null ? drivers.elsewhere(wanted) : null;
    if (provider != null) {
      here.put(machine, provider);
    } else if (foreign != null) {
      elsewhere.add(foreign);
    } else {
      failures.put(machine.machineName(), drivers.unknown(wanted));
    }
  }

  /**
   * Does the work to all of them: here side by side, then elsewhere. Prints every failure but one
   * that is alone, which is thrown.
   *
   * @param first arguments that the other JVMs are given before the user's
   * @return the exit code
   */
  int all(CommandContext context, List<String> first, Work work)
      throws IOException, InterruptedException {
    Map<MachineName, MachineFailure> failed = new LinkedHashMap<>(failures);
    Parallel.each(here.entrySet(), entry -> work.on(entry.getKey(), entry.getValue()))
        .forEach((entry, failure) -> failed.put(entry.getKey().machineName(), failure));
    List<Integer> codes = new ArrayList<>();
    if (!elsewhere.isEmpty()) {
      context.close();
      context.output().flush();
    }
    for (ForeignDriver driver : elsewhere) {
      codes.add(HandOver.run(driver, first, context.arguments()));
    }
    return new Outcome(failed, codes).report(context);
  }
}
