package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.TemplateUse;
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
 * @param template whether it starts from a template
 */
public record CreateOrder(
    MachineName name,
    DriverProvider provider,
    MachineSpec spec,
    OptionValues options,
    Duration timeout,
    @Nullable Duration ttl,
    TemplateUse template) {
  /** Of a machine that starts from a template where there is one. */
  public CreateOrder(
      MachineName name,
      DriverProvider provider,
      MachineSpec spec,
      OptionValues options,
      Duration timeout,
      @Nullable Duration ttl) {
    this(name, provider, spec, options, timeout, ttl, TemplateUse.IF_THERE);
  }

  /** Of one that does not end by itself. */
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
    return new CreateOrder(name, provider, spec, options, timeout, value, template);
  }

  /** The same with another use of templates. */
  public CreateOrder withTemplate(TemplateUse value) {
    return new CreateOrder(name, provider, spec, options, timeout, ttl, value);
  }

  /** The same create of a machine of another name. */
  public CreateOrder named(MachineName other) {
    return new CreateOrder(other, provider, spec, options, timeout, ttl, template);
  }

  /** The secret options' values must not end up in a log line. */
  @Override
  public String toString() {
    return "CreateOrder[" + name + ", " + spec.driver() + "]";
  }
}
