package dev.jmachine.driver.qemu.host;

import java.io.IOException;
import java.nio.file.Path;

/** Names the present boot of the host; another text after each reboot where the system tells. */
public final class BootId {
  private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

  private BootId() {}

  /** The kernel's boot id; where there is none the start of the first process, else "unknown". */
  public static String current() {
    try {
      return PrivateFiles.read(LINUX).strip();
    } catch (IOException e) {
      return ProcessHandle.of(1)
          .flatMap(first -> first.info().startInstant())
          .map(Object::toString)
          .orElse("unknown");
    }
  }
}
