package dev.jmachine.docs;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.HostTools;
import dev.jmachine.cli.Parts;
import dev.jmachine.cli.RootPassphrase;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.lifecycle.HostBootstrap;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** The drivers that the distribution has in its first JVM; no command is run. */
final class ShippedDrivers implements Parts {
  private static final String EXAMPLE = "hello";

  @Override
  public Iterable<DriverProvider> drivers() {
    return ServiceLoader.load(DriverProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> !provider.info().name().equals(EXAMPLE))
        .toList();
  }

  @Override
  public HostBootstrap bootstrap(Caller caller, Path storeFolder, RootPassphrase passphrase) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HostTools hostTools(Caller caller, Path storeFolder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int run(List<String> command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ClientContexts contexts(Caller caller, Path storeFolder) {
    throw new UnsupportedOperationException();
  }
}
