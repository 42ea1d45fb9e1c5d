package dev.jmachine.core.lifecycle;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the Docker context of a machine in step with its record. A Docker configuration that can't
 * be written is a warning: the machine is there all the same.
 */
final class ContextUpdate {
  private ContextUpdate() {}

  static void write(Surroundings surroundings, Machine machine, Steps steps) {
    Path folder = surroundings.store().machineFolder(machine.machineName());
    if (!Files.exists(folder.resolve("key.pem"))) {
      steps.warn(
          "no Docker context is written: without certificates it would be an open connection");
      return;
    }
    try {
      surroundings.contexts().write(machine, folder);
    } catch (IOException | MachineFailure e) {
      steps.warn("the Docker context was not written: " + e.getMessage());
    }
  }

  static void remove(Surroundings surroundings, Machine machine, Steps steps) {
    try {
      surroundings.contexts().remove(machine);
    } catch (IOException | MachineFailure e) {
      steps.warn("the Docker context was not removed: " + e.getMessage());
    }
  }
}
