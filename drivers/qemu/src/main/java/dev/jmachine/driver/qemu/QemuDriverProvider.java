package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.util.List;
import java.util.Map;

/** The way in to driver {@code qemu}; found by ServiceLoader. */
public final class QemuDriverProvider implements DriverProvider {
  @Override
  public DriverInfo info() {
    return new DriverInfo(
        "qemu",
        List.of("local"),
        "virtual machines on this computer",
        QemuOptions.table(),
        Map.of());
  }

  @Override
  public Driver open(DriverContext context) {
    return new QemuDriver(context);
  }
}
