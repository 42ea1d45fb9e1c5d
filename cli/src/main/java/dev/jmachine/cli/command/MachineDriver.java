package dev.jmachine.cli.command;

import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.machine.Machine;
import java.io.IOException;
import java.util.List;

/** A command on one machine that its driver does: in this process, or in that of the driver. */
final class MachineDriver {
  private MachineDriver() {}

  /** What is done where the driver is. */
  interface Work {
    void with(DriverProvider provider) throws IOException, InterruptedException;
  }

  /** The exit code. */
  static int run(Machine machine, CommandContext context, Work work)
      throws IOException, InterruptedException {
    Drivers drivers = context.drivers();
    String wanted = machine.spec().driver();
    DriverProvider provider = drivers.here(wanted);
    if (provider != null) {
      work.with(provider);
      return 0;
    }
    ForeignDriver foreign = drivers.elsewhere(wanted);
    if (foreign == null) {
      throw drivers.unknown(wanted);
    }
    return HandOver.run(foreign, List.of(), context.arguments());
  }
}
