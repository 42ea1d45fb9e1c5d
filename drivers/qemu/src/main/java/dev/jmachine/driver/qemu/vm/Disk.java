package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that holds only what differs from another one, which must stay as it is. */
public final class Disk {
  private Disk() {}

  /** Makes one, in place of any that is there. */
  public static void create(Path disk, Path base, String baseFormat, int gib)
      throws IOException, InterruptedException {
    Files.deleteIfExists(disk);
    HostCommand.Ended ended =
        HostCommand.of(
                "qemu-img",
                "create",
                "-q",
                "-f",
                "qcow2",
                "-F",
                baseFormat,
                "-b",
                base.toString(),
                disk.toString(),
                gib + "G")
            .run();
    if (!ended.well()) {
      throw MachineFailure.failed("cannot create the disk " + disk).because(ended.lastWords());
    }
  }
}
