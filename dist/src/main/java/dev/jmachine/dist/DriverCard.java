package dev.jmachine.dist;

import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Writes what is known of the one driver on its class path: {@code DriverCard FILE}. The small JVM
 * reads the file and so knows the driver without loading it.
 */
final class DriverCard {
  private DriverCard() {}

  public static void main(String[] args) throws IOException {
    List<DriverInfo> drivers =
        ServiceLoader.load(DriverProvider.class).stream().map(p -> p.get().info()).toList();
    if (drivers.size() != 1) {
      throw new IllegalStateException("one driver in a folder of its own, not " + drivers);
    }
    Files.writeString(Path.of(args[0]), text(drivers.getFirst()));
  }

  static String text(DriverInfo info) {
    return "name="
        + info.name()
        + "\naliases="
        + String.join(",", info.aliases())
        + "\nsummary="
        + info.summary().replace("\\", "\\\\")
        + "\n";
  }
}
