package dev.jmachine.cli.expiry;

import dev.jmachine.cli.Caller;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Command lines of other processes of this computer. */
final class Commands {
  /**
   * Several seconds of looks, far more than an execve(2) takes on a computer that is busy. 1,000
   * looks, 4 ms, were too few.
   */
  private static final int LOOKS = 500_000;

  private Commands() {}

  /** Program and arguments of a process; empty where there is none, or it is not ours to see. */
  static List<String> of(long pid) {
    try {
      Path process = Path.of("/proc", String.valueOf(pid));
      Path program = process.resolve("exe");
      String line =
          lineOf(
              () -> Files.readString(process.resolve("cmdline")), () -> Files.isReadable(program));
      return List.of(line.split("\0", -1));
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().arguments())
          .map(List::of)
          .orElse(List.of());
    }
  }

  /**
   * While a process changes its program, as setsid does, the line is empty for a moment, though the
   * link to the program is there (set before the new memory is, begin_new_exec in Linux). One that
   * has ended and waits for its parent has neither.
   */
  static String lineOf(Source source, BooleanSupplier hasProgram) throws IOException {
    String line = source.read();
    for (int look = 1; line.isEmpty() && look < LOOKS && hasProgram.getAsBoolean(); look++) {
      Thread.onSpinWait();
      line = source.read();
    }
    return line;
  }

  /** Where a command line is read. */
  interface Source {
    String read() throws IOException;
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
