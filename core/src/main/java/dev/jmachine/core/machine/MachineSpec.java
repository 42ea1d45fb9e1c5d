package dev.jmachine.core.machine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the user asked for, validated when made. Stored with the machine, so it holds no secret:
 * values of secret options are left out of it.
 *
 * @param driver the driver's own name, never an alias
 * @param driverOptions option name (such as "qemu-memory") to its values as typed; a flag is
 *     "true"; sorted by name, so that the same spec is the same text in the store
 * @param engine what is wanted of the engine
 */
public record MachineSpec(
    String driver, Map<String, List<String>> driverOptions, EngineOptions engine) {
  public MachineSpec {
    Objects.requireNonNull(driver, "driver");
    driverOptions =
        driverOptions.size() < 2
            ? Map.copyOf(driverOptions)
            : Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(driverOptions)));
    Objects.requireNonNull(engine, "engine");
  }
}
