package dev.jmachine.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts this program again for work that goes on when the present command has ended: with no
 * terminal, in a session of its own where the system can (setsid), and giving way to everything
 * else (nice).
 */
public final class DetachedProgram {
  private static final String GIVING_WAY = "5";

  /**
   * Starts what it is given and ends. While a child of ours lives a thread waits for it, and a JVM
   * that ends waits 0.3 s for such a thread (VM_Exit::wait_for_threads_in_native_to_block).
   */
  private static final List<String> LEAVING = List.of("sh", "-c", "\"$@\" &", "sh");

  private DetachedProgram() {}

  /**
   * Starts it and does not wait.
   *
   * @param install the install folder
   * @param arguments the command line
   * @param log gets what it prints, in place of what the last one printed; made 0600 by the caller
   */
  public static void start(Path install, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(LEAVING);
    command.addAll(List.of("nice", "-n", GIVING_WAY));
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(install.resolve("bin").resolve("jmachine").toString());
    command.addAll(arguments);
    new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
  }
}
