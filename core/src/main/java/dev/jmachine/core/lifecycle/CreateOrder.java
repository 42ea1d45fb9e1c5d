package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One create.
 *
 * @param name the new machine's name
 * @param provider its driver
 * @param spec what is stored of the wishes; no secret
 * @param options the driver's options with defaults, environment and secrets filled in
 * @param timeout for everything from the first check to the engine's answer
 * @param ttl after which the machine ends by itself, counted from now; null for never
 */
public record CreateOrder(
    MachineName name,
    DriverProvider provider,
    MachineSpec spec,
    OptionValues options,
    Duration timeout,
    @Nullable Duration ttl) {
  /** Of a machine that does not end by itself. */
  public CreateOrder(
      MachineName name,
      DriverProvider provider,
      MachineSpec spec,
      OptionValues options,
      Duration timeout) {
    this(name, provider, spec, options, timeout, null);
  }

  /** The same for a machine that ends by itself, or not. */
  public CreateOrder withTtl(@Nullable Duration value) {
    return new CreateOrder(name, provider, spec, options, timeout, value);
  }

  /** The secret options' values must not end up in a log line. */
  @Override
  public String toString() {
    return "CreateOrder[" + name + ", " + spec.driver() + "]";
  }
}
