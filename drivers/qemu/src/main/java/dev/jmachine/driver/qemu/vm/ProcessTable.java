package dev.jmachine.driver.qemu.vm;

import dev.jmachine.driver.qemu.host.BootId;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of this computer. A seam: tests give their own. */
public interface ProcessTable {
  /**
   * When the process started, as a text that no other process with that number will ever have;
   * empty where there is no such process, or only its corpse.
   */
  Optional<String> started(long pid);

  /** Program and arguments; empty where they cannot be read. */
  List<String> arguments(long pid);

  /** All processes that we may look at. */
  List<Long> all();

  /** When the process started, by the wall clock; empty where that is not known. */
  default Optional<Instant> since(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
  }

  /** Whether the process is our own user's: root may look at, and end, those of all. */
  default boolean isOwn(long pid) {
    Optional<String> own = ProcessHandle.current().info().user();
    return own.equals(ProcessHandle.of(pid).flatMap(process -> process.info().user()));
  }

  /**
   * Whether the process has a file of that name open that still has a place, be it another than it
   * had when it was opened. False where the system does not tell (proc(5), /proc/PID/fd).
   */
  default boolean holds(long pid, String name) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (Path file : files) {
        Path place = Files.readSymbolicLink(file);
        if (place.endsWith(name) && sees(pid, place)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /**
   * Whether a place is there as that process sees it, which may live in another mount namespace. Of
   * one whose root can't be looked at, such as none that is alive, it is believed.
   */
  default boolean sees(long pid, Path place) {
    Path root = Path.of("/proc", String.valueOf(pid), "root");
    return !Files.isReadable(root) || Files.exists(root.resolve(place.toString().substring(1)));
  }

  /** Ends a process: asks it to, or {@code forcibly} at once. Does not wait. */
  void end(long pid, boolean forcibly);

  /** The present process table. */
  static ProcessTable system() {
    return new ProcessTable() {
      @Override
      public Optional<String> started(long pid) {
        return ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .flatMap(process -> linuxStart(pid).or(() -> otherStart(process)));
      }

      @Override
      public List<String> arguments(long pid) {
        return linuxArguments(pid)
            .or(() -> ProcessHandle.of(pid).flatMap(p -> p.info().arguments()).map(List::of))
            .orElse(List.of());
      }

      @Override
      public List<Long> all() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).toList();
      }

      @Override
      public void end(long pid, boolean forcibly) {
        ProcessHandle.of(pid).ifPresent(process -> endOne(process, forcibly));
      }
    };
  }

  private static void endOne(ProcessHandle process, boolean forcibly) {
    if (forcibly) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  /**
   * Clock ticks since the boot, with the boot's id: unlike a time of day it does not move when the
   * clock is set. Source: proc(5), /proc/PID/stat, fields 3 (state) and 22; the name before them
   * may hold anything.
   */
  private static Optional<String> linuxStart(long pid) {
    try {
      String stat = PrivateFiles.read(Path.of("/proc", String.valueOf(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      boolean corpse = fields[0].equals("Z") || fields[0].equals("X");
      return corpse ? Optional.empty() : Optional.of(BootId.current() + "/" + fields[19]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> otherStart(ProcessHandle process) {
    return Files.isDirectory(Path.of("/proc/self"))
        ? Optional.empty()
        : process.info().startInstant().map(Object::toString);
  }

  private static Optional<List<String>> linuxArguments(long pid) {
    try {
      String line = PrivateFiles.read(Path.of("/proc", String.valueOf(pid), "cmdline"));
      return Optional.of(Arrays.asList(line.split("\0", -1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
