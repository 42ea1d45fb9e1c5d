package dev.jmachine.core.machine;

import java.util.List;
import java.util.Map;

/**
 * What the user asked for, validated when made. Stored with the machine, so it holds no secret:
 * values of secret options are left out of it.
 *
 * @param driver the driver's own name, never an alias
 * @param driverOptions option name (such as "qemu-memory") to its values as typed; a flag is "true"
 * @param engine what is wanted of the engine
 */
public record MachineSpec(
    String driver, Map<String, List<String>> driverOptions, EngineOptions engine) {
  public MachineSpec {
    driverOptions = Map.copyOf(driverOptions);
  }
}
