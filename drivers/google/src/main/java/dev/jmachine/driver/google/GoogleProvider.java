package dev.jmachine.driver.google;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.util.List;
import java.util.Map;

/** The driver {@code google} as the service loader finds it: data alone, no SDK is loaded. */
public final class GoogleProvider implements DriverProvider {
  private static final DriverInfo INFO =
      new DriverInfo(
          "google",
          List.of("gcp"),
          "instances of Google Compute Engine",
          GoogleOptions.table(),
          Map.of());

  @Override
  public DriverInfo info() {
    return INFO;
  }

  @Override
  public Driver open(DriverContext context) {
    return new GoogleDriver(context, GoogleDriver.CALL, GoogleDriver.HOLD);
  }
}
