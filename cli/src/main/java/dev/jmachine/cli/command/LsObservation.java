package dev.jmachine.cli.command;

import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.ForeignObservation;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Interrupted;
import dev.jmachine.core.lifecycle.MachineObservation;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fills in states: one call for each driver, all side by side, none longer than the deadline. */
final class LsObservation {
  private final CommandContext context;
  private final Deadline deadline;

  LsObservation(CommandContext context, Deadline deadline) {
    this.context = context;
    this.deadline = deadline;
  }

  /** The rows with their states. */
  List<LsRow> states(List<LsRow> rows) throws IOException, InterruptedException {
    Map<String, List<Machine>> byDriver = new LinkedHashMap<>();
    for (LsRow row : rows) {
      if (row.machine() != null && row.machine().phase() == Phase.READY) {
        byDriver.computeIfAbsent(row.driver(), _ -> new ArrayList<>()).add(row.machine());
      }
    }
    Map<MachineName, Observed> observed = new ConcurrentHashMap<>();
    // by name: an entry's hash is made of its machines', all thousand of them
    Map<String, MachineFailure> failures =
        Parallel.eachOfFew(
            byDriver.keySet(), driver -> observed.putAll(ask(driver, machines(byDriver, driver))));
    failures.forEach(
        (driver, failure) -> observed.putAll(same(machines(byDriver, driver), failure)));
    List<LsRow> filled = new ArrayList<>();
    for (LsRow row : rows) {
      filled.add(filled(row, observed));
    }
    return filled;
  }

  private static List<Machine> machines(Map<String, List<Machine>> byDriver, String driver) {
    return byDriver.getOrDefault(driver, List.of());
  }

  private Map<MachineName, Observed> ask(String driver, List<Machine> machines)
      throws IOException, InterruptedException {
    Drivers drivers = context.drivers();
    DriverProvider provider = drivers.here(driver);
    if (provider != null) {
      return new MachineObservation(context.driverContext())
          .observe(provider, machines, deadline.left());
    }
    ForeignDriver foreign = drivers.elsewhere(driver);
    if (foreign == null) {
      throw drivers.unknown(driver);
    }
    return new ForeignObservation(foreign, context.store().root()).observe(machines, deadline);
  }

  private static Map<MachineName, Observed> same(List<Machine> machines, MachineFailure failure) {
    Map<MachineName, Observed> all = new LinkedHashMap<>();
    Observed unreachable = new Observed.Unreachable(String.valueOf(failure.getMessage()));
    machines.forEach(machine -> all.put(machine.machineName(), unreachable));
    return all;
  }

  private LsRow filled(LsRow row, Map<MachineName, Observed> observed) throws IOException {
    Machine machine = row.machine();
    if (machine == null) {
      return row;
    }
    if (machine.phase() != Phase.READY) {
      LsRow named = row.in(StateWords.of(machine, context.store()));
      return StateWords.isInterrupted(named.state())
          ? named.withError(Interrupted.told(machine))
          : named;
    }
    Observed answer = observed.getOrDefault(machine.machineName(), new Observed.TimedOut());
    LsRow known = row.in(answer.shown());
    // no switch over types: see StatusCommand
    if (answer instanceof Observed.Unreachable(String reason)) {
      return known.withError(reason);
    }
    return answer instanceof Observed.Gone
        ? known.withError("its host exists no more; jmachine rm " + row.name())
        : known;
  }
}
