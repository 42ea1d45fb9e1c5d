package dev.jmachine.driver.qemu.vm;

import java.nio.file.Path;

/** What the virtual machine starts from. */
public sealed interface BootSource {
  /** The boot loader on the disk, through the machine's firmware. */
  record Firmware() implements BootSource {}

  /** A kernel of the host's, which finds its root file system on the first disk. */
  record Kernel(Path kernel, Path initrd) implements BootSource {}
}
