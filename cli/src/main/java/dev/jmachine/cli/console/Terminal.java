package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Which standard streams are a terminal, and how large it is.
 *
 * @param input whether standard input is one, so that a question can be answered
 * @param output whether standard output is one
 * @param messages whether standard error is one
 * @param size asked each time; 24 rows of 80 columns where unknown
 */
public record Terminal(boolean input, boolean output, boolean messages, Supplier<Size> size) {
  private static final Size USUAL = new Size(24, 80);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Rows and columns of characters. */
  public record Size(int rows, int columns) {}

  /** No terminal at all, as for a program that reads us. */
  public static Terminal none() {
    return new Terminal(false, false, false, () -> USUAL);
  }

  /**
   * The process's own streams. Linux names a descriptor's device in /proc (proc_pid_fd(5));
   * elsewhere all three are taken for what {@link System#console} says.
   */
  public static Terminal ofProcess() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      boolean console = Objects.requireNonNull(System.console()).isTerminal();
      return new Terminal(console, console, console, Terminal::askedSize);
    }
    return new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), Terminal::askedSize);
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
  private static Size askedSize() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), US_ASCII).strip();
      return stty.waitFor(1, TimeUnit.SECONDS) ? parsed(size) : USUAL;
    } catch (IOException | NumberFormatException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** "ROWS COLUMNS", each 0 where the terminal was never told. */
  static Size parsed(String size) {
    int space = size.indexOf(' ');
    if (space < 0) {
      return USUAL;
    }
    int rows = Integer.parseInt(size.substring(0, space));
    int columns = Integer.parseInt(size.substring(space + 1));
    return new Size(rows > 0 ? rows : USUAL.rows(), columns > 0 ? columns : USUAL.columns());
  }
}
