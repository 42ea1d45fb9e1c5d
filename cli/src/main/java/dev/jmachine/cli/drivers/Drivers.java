package dev.jmachine.cli.drivers;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Closest;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The drivers there are: those of this JVM, and those with a folder and a JVM of their own. Which
 * is which is the only thing that anybody asks of a driver's name.
 */
public final class Drivers {
  private final Caller caller;

  public Drivers(Caller caller) {
    this.caller = caller;
  }

  /** The driver of this JVM that is called so; null where it has none. */
  public @Nullable DriverProvider here(String nameOrAlias) {
    DriverProvider known = caller.parts().driver(nameOrAlias);
    if (known != null) {
      return known;
    }
    for (DriverProvider provider : caller.parts().drivers()) {
      if (provider.info().isCalled(nameOrAlias)) {
        return provider;
      }
    }
    return null;
  }

  /** The driver with a JVM of its own that is called so; null where there is none. */
  public @Nullable ForeignDriver elsewhere(String nameOrAlias) throws IOException {
    for (ForeignDriver driver : elsewhere()) {
      if (driver.isCalled(nameOrAlias)) {
        return driver;
      }
    }
    return null;
  }

  /** All with a JVM of their own; none in such a JVM, so that there is no second hand-over. */
  public List<ForeignDriver> elsewhere() throws IOException {
    Path install = caller.install();
    if (install == null || caller.driverJvm() != null) {
      return List.of();
    }
    Path folder = install.resolve("drivers");
    List<ForeignDriver> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> folders =
          Files.newDirectoryStream(folder, ForeignDriver::isThere)) {
        for (Path one : folders) {
          found.add(ForeignDriver.read(one));
        }
      }
    }
    return found;
  }

  /**
   * A driver as lists show it.
   *
   * @param aliases other names that are taken
   * @param summary one phrase
   */
  public record Listed(String name, List<String> aliases, String summary) {
    public Listed {
      aliases = List.copyOf(aliases);
    }
  }

  /** Every driver, of this JVM or not, sorted by name. */
  public List<Listed> all() throws IOException {
    TreeMap<String, Listed> all = new TreeMap<>();
    for (DriverProvider provider : caller.parts().drivers()) {
      DriverInfo info = provider.info();
      all.put(info.name(), new Listed(info.name(), info.aliases(), info.summary()));
    }
    for (ForeignDriver driver : elsewhere()) {
      all.put(driver.name(), new Listed(driver.name(), driver.aliases(), driver.summary()));
    }
    return List.copyOf(all.values());
  }

  /** Every driver's name and summary, sorted. */
  public SortedMap<String, String> summaries() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    caller.parts().drivers().forEach(p -> all.put(p.info().name(), p.info().summary()));
    elsewhere().forEach(driver -> all.put(driver.name(), driver.summary()));
    return all;
  }

  /** The failure for a name that no driver has; lists those there are. */
  public MachineFailure unknown(String name) throws IOException {
    List<String> known = List.copyOf(summaries().keySet());
    MachineFailure failure =
        MachineFailure.usage("unknown driver \"" + name + "\"")
            .because(
                known.isEmpty() ? "none is installed" : "known are " + String.join(", ", known));
    String meant = Closest.to(name, known);
    return meant == null ? failure : failure.hint("did you mean \"-d " + meant + "\"?");
  }
}
