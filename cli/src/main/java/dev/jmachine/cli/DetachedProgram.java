package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Starts this program again for work that goes on when the present command has ended: with no
 * terminal, in a session of its own where the system can (setsid).
 */
public final class DetachedProgram {
  /** Before a command that gives way to everything else, as do the processes that it starts. */
  private static final List<String> GIVING_WAY = List.of("nice", "-n", "5");

  /**
   * Starts what it is given and ends. While a child of ours lives a thread waits for it, and a JVM
   * that ends waits 0.3 s for such a thread (VM_Exit::wait_for_threads_in_native_to_block).
   */
  private static final List<String> LEAVING = List.of("sh", "-c", "\"$@\" &", "sh");

  private DetachedProgram() {}

  /**
   * Starts it and does not wait; it gives way to everything else (nice): for what ends with it.
   *
   * @param install the install folder
   * @param arguments the command line
   * @param log gets what it prints, in place of what the last one printed; made 0600 by the caller
   */
  public static void startGivingWay(Path install, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    start(GIVING_WAY, install, arguments, log);
  }

  /**
   * Starts it, as quick as any other, once this computer's processors are idle; after a minute at
   * the latest.
   */
  public static void startWhenIdle(Path install, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    start(whenIdle("/proc/stat", "1"), install, arguments, log);
  }

  /**
   * What goes before a command that waits for that.
   *
   * @param stat the processors' ticks, as proc_stat(5) has them
   * @param pause seconds between two looks
   */
  static List<String> whenIdle(String stat, String pause) throws IOException {
    try (InputStream script = DetachedProgram.class.getResourceAsStream("when-idle.sh")) {
      String text = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
      return List.of("sh", "-c", text, "sh", stat, pause);
    }
  }

  private static void start(List<String> before, Path install, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(LEAVING);
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.addAll(before);
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
