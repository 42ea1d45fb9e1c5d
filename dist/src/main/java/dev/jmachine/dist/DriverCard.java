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
    List<DriverProvider> drivers =
        ServiceLoader.load(DriverProvider.class).stream().map(ServiceLoader.Provider::get).toList();
    if (drivers.size() != 1) {
      throw new IllegalStateException("one driver in a folder of its own, not " + drivers);
    }
    Files.writeString(
        Path.of(args[0]), text(drivers.getFirst().info(), drivers.getFirst().getClass().getName()));
  }

  static String text(DriverInfo info, String provider) {
    return "name="
        + info.name()
        + "\nprovider="
        + provider
        + "\naliases="
        + String.join(",", info.aliases())
        + "\nsummary="
        + info.summary().replace("\\", "\\\\")
        + "\n";
  }
}
