package dev.jmachine.cli;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.lifecycle.HostBootstrap;
import java.nio.file.Path;

/**
 * What the program is put together from, beside the core. Each part is made when a command asks for
 * it; tests give fakes.
 */
public interface Parts {
  /** The drivers of this JVM, in no order. */
  Iterable<DriverProvider> drivers();

  /**
   * The bootstrap, whose classes (SSH, certificates) are loaded by this call.
   *
   * @param storeFolder root of the user's store
   * @param passphrase where the passphrase of the user's root key comes from
   */
  HostBootstrap bootstrap(Caller caller, Path storeFolder, RootPassphrase passphrase);

  /** The contexts of the local Docker client. */
  ClientContexts contexts(Caller caller, Path storeFolder);
}
