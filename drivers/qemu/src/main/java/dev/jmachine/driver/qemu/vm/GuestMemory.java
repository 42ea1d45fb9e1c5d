package dev.jmachine.driver.qemu.vm;

import java.nio.file.Path;

/** Where the guest's memory lives. */
public sealed interface GuestMemory {
  /** In QEMU's own memory. */
  record Anonymous() implements GuestMemory {}

  /** In a file that is the memory: how a template is made, which clones start from. */
  record Shared(Path file) implements GuestMemory {}

  /**
   * In a template's file, which is read and never written: changes stay private to the process. The
   * devices' state comes from a file too, so the guest goes on where the template was frozen.
   *
   * @param translationCache where the processor is emulated: what QEMU may keep of translated code,
   *     in MB. It is most of what a clone has of its own
   */
  record Resumed(Path file, Path state, int translationCache) implements GuestMemory {}

  /** QEMU's backend object; its id "mem" is part of a snapshot's form. */
  default String object(int megabytes) {
    return switch (this) {
      case Anonymous() -> "memory-backend-ram,id=mem,size=" + megabytes + "M";
      case Shared(Path file) -> inFile(megabytes, file, "on");
      case Resumed(Path file, Path _, int _) -> inFile(megabytes, file, "off");
    };
  }

  private static String inFile(int megabytes, Path file, String share) {
    return "memory-backend-file,id=mem,size="
        + megabytes
        + "M,mem-path="
        + CommandLine.escaped(file)
        + ",share="
        + share;
  }
}
