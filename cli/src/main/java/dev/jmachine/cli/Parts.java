package dev.jmachine.cli;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.lifecycle.ExpiryWatch;
import dev.jmachine.core.lifecycle.HostBootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the program is put together from, beside the core. Each part is made when a command asks for
 * it; tests give fakes.
 */
public interface Parts {
  /** The drivers of this JVM, in no order. */
  Iterable<DriverProvider> drivers();

  /** The one whose own name this is, if it is known without a look at all; null otherwise. */
  default @Nullable DriverProvider driver(String name) {
    return null;
  }

  /**
   * The bootstrap, whose classes (SSH, certificates) are loaded by this call.
   *
   * @param storeFolder root of the user's store
   * @param passphrase where the passphrase of the user's root key comes from
   */
  HostBootstrap bootstrap(Caller caller, Path storeFolder, RootPassphrase passphrase);

  /**
   * What commands ask of a host over SSH beside the core's stories. Loads the bootstrap's classes.
   *
   * @param storeFolder root of the user's store
   */
  HostTools hostTools(Caller caller, Path storeFolder);

  /**
   * Runs another program on our own standard streams and waits for it. Until it ends, Ctrl-C is
   * that program's alone.
   *
   * @param command the program's path, and its arguments
   * @return its exit code; 128 and the signal's number where a signal ended it
   */
  int run(List<String> command) throws IOException, InterruptedException;

  /** Removes machines of the store at their time. */
  default ExpiryWatch expiry(Caller caller, Path storeFolder) {
    return ExpiryWatch.none();
  }

  /** The contexts of the local Docker client. */
  ClientContexts contexts(Caller caller, Path storeFolder);
}
