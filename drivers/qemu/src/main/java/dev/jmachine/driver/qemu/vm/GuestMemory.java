package dev.jmachine.driver.qemu.vm;

import java.nio.file.Path;

/** Where the guest's memory lives. */
public sealed interface GuestMemory {
  /** In QEMU's own memory. */
  record Anonymous() implements GuestMemory {}

  /**
   * In a file.
   *
   * @param shared true: the file is the memory, as when a template is made that clones start from;
   *     false: the file is read and changes stay private, as in such a clone
   */
  record InFile(Path file, boolean shared) implements GuestMemory {}

  /** QEMU's backend object; its id "mem" is part of a snapshot's form. */
  default String object(int megabytes) {
    return switch (this) {
      case Anonymous() -> "memory-backend-ram,id=mem,size=" + megabytes + "M";
      case InFile(Path file, boolean shared) ->
          "memory-backend-file,id=mem,size="
              + megabytes
              + "M,mem-path="
              + CommandLine.escaped(file)
              + ",share="
              + (shared ? "on" : "off");
    };
  }
}
