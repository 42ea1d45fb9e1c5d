package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionType;
import java.util.List;

/** The option table of driver qemu. */
final class QemuOptions {
  static final String IMAGE = "qemu-image";
  static final String CHECKSUM = "qemu-image-checksum";
  static final String MEMORY = "qemu-memory";
  static final String CPUS = "qemu-cpus";
  static final String DISK = "qemu-disk";
  static final String PORT = "qemu-port";
  static final String ACCELERATOR = "qemu-accel";

  private QemuOptions() {}

  static List<DriverOption> table() {
    return List.of(
        option(
            IMAGE,
            OptionType.TEXT,
            "IMAGE",
            "Image to start from: build:debian-13 (built here, the default where it can be built),"
                + " debian-13, ubuntu-24.04, a URL or a file"),
        option(
            CHECKSUM,
            OptionType.TEXT,
            "ALGORITHM:HEX",
            "sha256 or sha512 checksum that the image of a URL or a file must have"),
        option(MEMORY, OptionType.NUMBER, "MB", "Memory of the virtual machine in MB")
            .withDefault("1024"),
        option(CPUS, OptionType.NUMBER, "N", "Processors of the virtual machine").withDefault("2"),
        option(DISK, OptionType.NUMBER, "GB", "Largest size of its disk in GB").withDefault("20"),
        option(
            PORT,
            OptionType.LIST,
            "HOST:GUEST",
            "Forward a port of 127.0.0.1 to the guest; 22 and 2376 may be fixed so"),
        option(ACCELERATOR, OptionType.TEXT, "NAME", "Accelerator: auto, kvm, hvf or tcg")
            .withDefault("auto"));
  }

  private static DriverOption option(
      String name, OptionType type, String placeholder, String help) {
    String variable = name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    return DriverOption.of(name, type, placeholder, help).withEnv(variable);
  }
}
