package dev.jmachine.cli;

import dev.jmachine.bootstrap.BootstrapContext;
import dev.jmachine.bootstrap.EngineBootstrap;
import dev.jmachine.bootstrap.RootSource;
import dev.jmachine.cli.expiry.WatchProcess;
import dev.jmachine.core.docker.DockerContexts;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.lifecycle.ExpiryWatch;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.store.MachineStore;
import dev.jmachine.tls.AuthorityStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The program as it is shipped: drivers of the class path, the real bootstrap, Docker's files. */
final class ProductParts implements Parts {
  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final String index;

  /**
   * The parts.
   *
   * @param index the launcher's list of drivers: NAME=CLASS, with commas between; may be empty
   */
  ProductParts(String index) {
    this.index = index;
  }

  /**
   * By the launcher's list, where it gives one: a ServiceLoader opens every jar, for 10 to 30 ms.
   */
  @Override
  public Iterable<DriverProvider> drivers() {
    if (index.isEmpty()) {
      return ServiceLoader.load(DriverProvider.class, ProductParts.class.getClassLoader());
    }
    List<DriverProvider> drivers = new ArrayList<>();
    for (String entry : index.split(",", -1)) {
      drivers.add(made(entry.substring(entry.indexOf('=') + 1)));
    }
    return drivers;
  }

  @Override
  public @Nullable DriverProvider driver(String name) {
    int start = ("," + index).indexOf("," + name + "=");
    if (start < 0) {
      return null;
    }
    int end = index.indexOf(',', start);
    return made(index.substring(start + name.length() + 1, end < 0 ? index.length() : end));
  }

  private static DriverProvider made(String type) {
    try {
      return Class.forName(type)
          .asSubclass(DriverProvider.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the launcher names a driver that is not there: " + type, e);
    }
  }

  @Override
  public HostBootstrap bootstrap(Caller caller, Path storeFolder, RootPassphrase passphrase) {
    return engine(caller, storeFolder, passphrase);
  }

  private static EngineBootstrap engine(
      Caller caller, Path storeFolder, RootPassphrase passphrase) {
    String owner = owner(caller);
    Path certs =
        MachineStore.at(storeFolder, caller.clock(), caller.ticker(), caller.pause()).certsFolder();
    AuthorityStore roots = new AuthorityStore(certs, caller.clock(), new SecureRandom());
    return new EngineBootstrap(
        BootstrapContext.system(RootSource.in(roots, owner, passphrase), owner));
  }

  @Override
  public HostTools hostTools(Caller caller, Path storeFolder) {
    return new SshHostTools(engine(caller, storeFolder, new RootPassphrase(caller, null)));
  }

  @Override
  public int run(List<String> command) throws IOException, InterruptedException {
    return ForegroundProgram.run(command);
  }

  @Override
  public ExpiryWatch expiry(Caller caller, Path storeFolder) {
    return new WatchProcess(caller, storeFolder);
  }

  @Override
  public ClientContexts contexts(Caller caller, Path storeFolder) {
    Path folder = DockerContexts.defaultFolder(caller.environment(), caller.home().toString());
    return DockerContexts.in(folder, storeFolder);
  }

  /** Who the client certificates are for: user@computer. */
  private static String owner(Caller caller) {
    return System.getProperty("user.name", "user") + "@" + computer(caller);
  }

  private static String computer(Caller caller) {
    try {
      return Files.readString(LINUX_HOST_NAME).strip();
    } catch (IOException e) {
      String name = caller.env("HOSTNAME");
      return name == null ? "localhost" : name;
    }
  }
}
