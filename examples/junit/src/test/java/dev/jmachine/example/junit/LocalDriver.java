package dev.jmachine.example.junit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the driver qemu needs on this computer (docs/drivers/qemu.md). */
final class LocalDriver {
  private LocalDriver() {}

  static boolean isUsable() {
    return Stream.of("qemu-img", "mmdebstrap", "ssh").allMatch(LocalDriver::isInstalled)
        && Stream.of("qemu-system-x86_64", "qemu-system-aarch64")
            .anyMatch(LocalDriver::isInstalled);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
