package dev.jmachine.driver.qemu.vm;

import java.nio.file.Path;

/** A second disk that carries the seed. */
public sealed interface SeedDisk {
  /** No second disk. */
  record None() implements SeedDisk {}

  /** The bytes of a file. */
  record Raw(Path file) implements SeedDisk {}

  /** A folder, shown as a FAT file system labelled "cidata", as NoCloud wants. */
  record CloudInit(Path folder) implements SeedDisk {}
}
