package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.store.MachineStore;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /** The folder of the pool's own store, within the user's. */
  private static final String POOL = "pool";

  /** Where nobody watches over expiries. */
  public Surroundings(
      MachineStore store,
      ClientContexts contexts,
      HostBootstrap bootstrap,
      DriverContext driverContext,
      RandomGenerator random) {
    this(store, contexts, bootstrap, driverContext, random, ExpiryWatch.none());
  }

  /** Whether there is a pool, or was one. */
  public boolean hasPool() {
    return Files.isDirectory(store.root().resolve(POOL));
  }

  /**
   * The same for machines of the pool: a store of their own, so that nobody takes them for the
   * user's, and no Docker contexts.
   */
  public Surroundings pool() {
    Path root = store.root().resolve(POOL);
    DriverContext own =
        new DriverContext(
            root,
            driverContext.cacheFolder(),
            driverContext.environment(),
            driverContext.clock(),
            driverContext.ticker(),
            driverContext.pause());
    MachineStore members = MachineStore.at(root, own.clock(), own.ticker(), own.pause());
    return new Surroundings(members, new NoContexts(), bootstrap, own, random, expiry.ofPool(root));
  }

  private static final class NoContexts implements ClientContexts {
    @Override
    public void write(Machine machine, Path tlsFolder) {}

    @Override
    public void remove(Machine machine) {}
  }
}
