package dev.jmachine.core.driver;

/**
 * A driver as {@link java.util.ServiceLoader} finds it: the way in for every provider of hosts.
 *
 * <p>{@link #info} is pure data and must not load an SDK, read a file or reach the network. Has a
 * public constructor without parameters, which does nothing.
 */
public interface DriverProvider {
  DriverInfo info();

  /**
   * Opens the driver for the commands of one process. Cheap; credentials are looked up when first
   * needed. The caller closes it.
   */
  Driver open(DriverContext context);
}
