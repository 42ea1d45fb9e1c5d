package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.store.MachineStore;
import java.util.random.RandomGenerator;

/**
 * What every story needs around it.
 *
 * @param store where machines are kept
 * @param contexts the Docker client's contexts
 * @param bootstrap from SSH to an engine that answers
 * @param driverContext given to each driver; its clocks and pause are the stories' as well
 * @param random for uids; a secure one outside of tests
 * @param expiry removes machines at their time
 */
public record Surroundings(
    MachineStore store,
    ClientContexts contexts,
    HostBootstrap bootstrap,
    DriverContext driverContext,
    RandomGenerator random,
    ExpiryWatch expiry) {
  /** Where nobody watches over expiries. */
  public Surroundings(
      MachineStore store,
      ClientContexts contexts,
      HostBootstrap bootstrap,
      DriverContext driverContext,
      RandomGenerator random) {
    this(store, contexts, bootstrap, driverContext, random, ExpiryWatch.none());
  }
}
