package dev.jmachine.cli.command;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks the engines of running machines for their versions over mutual TLS, side by side. */
final class LsEngines {
  private final CommandContext context;
  private final Deadline deadline;

  LsEngines(CommandContext context, Deadline deadline) {
    this.context = context;
    this.deadline = deadline;
  }

  /** The rows with versions, or with what kept an engine from answering. */
  List<LsRow> versions(List<LsRow> rows) throws InterruptedException {
    Map<String, Machine> asked =
        rows.stream()
            .filter(this::isAskable)
            .collect(
                Collectors.toMap(
                    LsRow::name, row -> java.util.Objects.requireNonNull(row.machine())));
    if (asked.isEmpty()) {
      return rows;
    }
    HostBootstrap bootstrap = context.surroundings(null).bootstrap();
    Map<String, String> versions = new ConcurrentHashMap<>();
    Map<String, MachineFailure> failures =
        Parallel.each(
            asked.keySet(),
            name -> {
              Machine machine = java.util.Objects.requireNonNull(asked.get(name));
              Path folder = context.store().machineFolder(machine.machineName());
              versions.put(name, bootstrap.ask(machine, folder, deadline.left()).version());
            });
    return rows.stream().map(row -> filled(row, versions, failures)).toList();
  }

  private static LsRow filled(
      LsRow row, Map<String, String> versions, Map<String, MachineFailure> failures) {
    String version = versions.get(row.name());
    MachineFailure failure = failures.get(row.name());
    if (failure != null) {
      return row.withError(String.valueOf(failure.getMessage()));
    }
    return version == null ? row : row.withEngine(version);
  }

  private boolean isAskable(LsRow row) {
    Machine machine = row.machine();
    return machine != null
        && machine.access() != null
        && row.state().equals(MachineState.RUNNING.shown())
        && Files.exists(context.store().machineFolder(machine.machineName()).resolve("key.pem"));
  }
}
