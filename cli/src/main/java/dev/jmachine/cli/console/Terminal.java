package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Which standard streams are a terminal, and how wide it is.
 *
 * @param input whether standard input is one, so that a question can be answered
 * @param output whether standard output is one
 * @param messages whether standard error is one
 * @param width columns, asked each time; 80 where unknown
 */
public record Terminal(boolean input, boolean output, boolean messages, IntSupplier width) {
  private static final int USUAL_WIDTH = 80;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** No terminal at all, as for a program that reads us. */
  public static Terminal none() {
    return new Terminal(false, false, false, () -> USUAL_WIDTH);
  }

  /**
   * The process's own streams. Linux names a descriptor's device in /proc (proc_pid_fd(5));
   * elsewhere all three are taken for what {@link System#console} says.
   */
  public static Terminal ofProcess() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      boolean console = Objects.requireNonNull(System.console()).isTerminal();
      return new Terminal(console, console, console, Terminal::askedWidth);
    }
    return new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), Terminal::askedWidth);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String device =
          Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor))).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks stty, which POSIX has everywhere; the JDK has no call for it. */
  private static int askedWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), US_ASCII).strip();
      boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
      int columns = ended ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : 0;
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }
}
