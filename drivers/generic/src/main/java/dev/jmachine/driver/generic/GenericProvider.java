package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The driver {@code generic} as the service loader finds it. */
public final class GenericProvider implements DriverProvider {
  static final String NO_POWER =
      "the generic driver has no power switch for the host: use \"jmachine restart NAME\" to reboot"
          + " it, or \"jmachine ssh NAME sudo poweroff\"";

  private static final DriverInfo INFO =
      new DriverInfo(
          "generic",
          List.of(),
          "an existing host, reached by SSH",
          GenericOptions.TABLE,
          Map.of(
              Capability.START_STOP,
              NO_POWER,
              Capability.KILL,
              NO_POWER,
              Capability.CONSOLE,
              "the generic driver cannot read the host's console",
              Capability.FIND,
              "the generic driver makes nothing that could be found",
              Capability.EXPIRY,
              "the host was there before jmachine and stays: the generic driver cannot end it"));

  @Override
  public DriverInfo info() {
    return INFO;
  }

  @Override
  public Driver open(DriverContext context) {
    return new GenericDriver(UserFiles.of(context), Path.of("/etc/ssh/ssh_known_hosts"));
  }
}
