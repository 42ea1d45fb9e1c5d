package dev.jmachine.driver.qemu.template;

import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.vm.BootSource;
import dev.jmachine.driver.qemu.vm.CommandLine;
import dev.jmachine.driver.qemu.vm.GuestMemory;
import dev.jmachine.driver.qemu.vm.QemuVersion;
import dev.jmachine.driver.qemu.vm.SeedDisk;
import dev.jmachine.driver.qemu.vm.VmFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Our own part of a template: the devices in their order, the kernel's arguments, and what is done
 * in the guest before it is frozen.
 */
public final class Recipe {
  private static final Path ANY = Path.of("/");
  private static final UUID NONE = new UUID(0, 0);

  private Recipe() {}

  /** Changes with the program's code, not with the machine or the computer. */
  public static String digest(Accelerator accelerator, QemuVersion version) {
    CommandLine line =
        new CommandLine(
            ANY,
            version,
            accelerator,
            version.machineType(),
            1,
            1,
            new GuestMemory.Shared(ANY),
            new BootSource.Kernel(ANY, ANY),
            new SeedDisk.None(),
            List.of(),
            "",
            NONE,
            NONE,
            new VmFiles(ANY, ANY));
    return TemplateKey.digest(
        line.argv() + GuestProgram.functions() + GuestProgram.read("warm-up.sh"));
  }
}
