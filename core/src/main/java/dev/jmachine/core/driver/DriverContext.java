package dev.jmachine.core.driver;

import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a driver is given by its surroundings.
 *
 * @param storeFolder root of the user's store; {@code machines/NAME} below it is the machine's own
 *     folder, in which a driver may keep files (entered in the ledger)
 * @param cacheFolder where things that can be made again are kept, shared by all machines
 * @param environment environment variables
 * @param clock wall clock
 * @param ticker monotonic clock, for deadlines
 * @param pause lets time pass
 * @param several whether one command makes several machines with the driver, which had better be
 *     small then
 * @param person null where nobody sits at a terminal
 */
public record DriverContext(
    Path storeFolder,
    Path cacheFolder,
    Map<String, String> environment,
    Clock clock,
    Ticker ticker,
    Pause pause,
    boolean several,
    @Nullable Person person) {
  public DriverContext {
    environment = Map.copyOf(environment);
  }

  /** For one machine. */
  public DriverContext(
      Path storeFolder,
      Path cacheFolder,
      Map<String, String> environment,
      Clock clock,
      Ticker ticker,
      Pause pause) {
    this(storeFolder, cacheFolder, environment, clock, ticker, pause, false, null);
  }

  /** The same for several machines. */
  public DriverContext forSeveral() {
    return new DriverContext(
        storeFolder, cacheFolder, environment, clock, ticker, pause, true, person);
  }

  /** The same with somebody at a terminal. */
  public DriverContext with(Person somebody) {
    return new DriverContext(
        storeFolder, cacheFolder, environment, clock, ticker, pause, several, somebody);
  }

  /** Who makes resources in this store; to be put into the tags of each. */
  public Owner owner() {
    return Owner.of(environment, storeFolder);
  }

  /** The folder of one machine, made (0700) by the store before the driver is called. */
  public Path machineFolder(String name) {
    return storeFolder.resolve("machines").resolve(name);
  }
}
