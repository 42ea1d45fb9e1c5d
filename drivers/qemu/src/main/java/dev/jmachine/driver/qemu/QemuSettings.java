package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.vm.Forward;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The driver's options, read and validated.
 *
 * @param image null where the user leaves it to the driver
 * @param memory megabytes
 * @param cpus number of processors
 * @param diskGib size that the guest sees
 * @param ports fixed forwards
 * @param accelerator "auto", or a name of {@link Accelerator#option}
 */
record QemuSettings(
    @Nullable ImageName image,
    int memory,
    int cpus,
    int diskGib,
    List<Forward> ports,
    String accelerator) {
  private static final int LEAST_MEMORY = 384;
  private static final int MOST_CPUS = 255;
  private static final int MOST_DISK_GIB = 16384;

  QemuSettings {
    ports = List.copyOf(ports);
  }

  /**
   * Reads the options.
   *
   * @throws MachineFailure USAGE for a value that makes no sense
   */
  static QemuSettings of(OptionValues options) {
    String image = options.text(QemuOptions.IMAGE);
    String checksum = options.text(QemuOptions.CHECKSUM);
    String accelerator = options.require(QemuOptions.ACCELERATOR);
    if (!accelerator.equals("auto")) {
      Accelerator.parse(accelerator);
    }
    return new QemuSettings(
        image == null || image.isBlank() ? null : ImageName.parse(image, checksum),
        inRange(options, QemuOptions.MEMORY, LEAST_MEMORY, Integer.MAX_VALUE),
        inRange(options, QemuOptions.CPUS, 1, MOST_CPUS),
        inRange(options, QemuOptions.DISK, 1, MOST_DISK_GIB),
        ports(options),
        accelerator);
  }

  private static int inRange(OptionValues options, String option, int least, int most) {
    int value = options.number(option);
    if (value < least || value > most) {
      throw MachineFailure.usage("option --" + option + " is out of range")
          .because(value + " is not between " + least + " and " + most);
    }
    return value;
  }

  private static List<Forward> ports(OptionValues options) {
    List<Forward> ports = options.list(QemuOptions.PORT).stream().map(Forward::parse).toList();
    Set<Integer> seen = new HashSet<>();
    for (Forward port : ports) {
      if (!seen.add(port.host())) {
        throw MachineFailure.usage("port " + port.host() + " is given twice by --qemu-port");
      }
    }
    return ports;
  }
}
