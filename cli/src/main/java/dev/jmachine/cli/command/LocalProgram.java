package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.FailurePrinter;
import dev.jmachine.core.failure.MachineFailure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A program of this computer, looked for before something is made for it. */
final class LocalProgram {
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private LocalProgram() {}

  /**
   * Looks as a shell does, and prints what is wrong.
   *
   * @return null where it can be run, else the exit code that a shell gives
   */
  static @Nullable Integer missing(String program, CommandContext context) {
    if (program.contains("/")) {
      Path path = Path.of(program);
      return Files.isExecutable(path) && !Files.isDirectory(path)
          ? null
          : told(program, Files.exists(path), context);
    }
    boolean there = false;
    for (String folder : path(context.caller()).split(File.pathSeparator, -1)) {
      Path path = Path.of(folder, program);
      if (Files.isExecutable(path) && !Files.isDirectory(path)) {
        return null;
      }
      there |= Files.isRegularFile(path);
    }
    return told(program, there, context);
  }

  private static String path(Caller caller) {
    String path = caller.env("PATH");
    return path == null ? "" : path;
  }

  private static int told(String program, boolean there, CommandContext context) {
    String why = there ? "it is not executable" : "there is no such program";
    new FailurePrinter(context.messages(), false)
        .print(
            MachineFailure.failed("cannot run \"" + program + "\"").because(why).left("nothing"));
    return there ? NOT_EXECUTABLE : NOT_FOUND;
  }
}
