package dev.jmachine.driver.azure;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.util.List;
import java.util.Map;

/** The driver {@code azure} as the service loader finds it: data alone, no SDK is loaded. */
public final class AzureProvider implements DriverProvider {
  private static final DriverInfo INFO =
      new DriverInfo(
          "azure",
          List.of(),
          "virtual machines of Microsoft Azure",
          AzureOptions.table(),
          Map.of());

  @Override
  public DriverInfo info() {
    return INFO;
  }

  @Override
  public Driver open(DriverContext context) {
    return new AzureDriver(context, AzureDriver.CALL);
  }
}
