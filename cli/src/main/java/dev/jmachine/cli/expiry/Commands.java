package dev.jmachine.cli.expiry;

import dev.jmachine.cli.Caller;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Command lines of other processes of this computer. */
final class Commands {
  private Commands() {}

  /** Program and arguments of a process; empty where there is none, or it is not ours to see. */
  static List<String> of(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
      return List.of(line.split("\0", -1));
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().arguments())
          .map(List::of)
          .orElse(List.of());
    }
  }

  /** What goes before a command so that it gets a session of its own; nothing where it is not. */
  static List<String> detached(Caller caller) {
    String path = caller.env("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, "setsid"))) {
        return List.of("setsid");
      }
    }
    return List.of();
  }
}
