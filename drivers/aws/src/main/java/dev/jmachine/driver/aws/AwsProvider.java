package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.util.List;
import java.util.Map;

/** The driver {@code aws} as the service loader finds it: data alone, no SDK is loaded. */
public final class AwsProvider implements DriverProvider {
  private static final DriverInfo INFO =
      new DriverInfo(
          "aws", List.of("amazonec2"), "instances of Amazon EC2", AwsOptions.table(), Map.of());

  @Override
  public DriverInfo info() {
    return INFO;
  }

  @Override
  public Driver open(DriverContext context) {
    return new AwsDriver(context, AwsDriver.CALL);
  }
}
