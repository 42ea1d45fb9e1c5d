package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the user on standard error and reads the answer from standard input. */
public final class Questions {
  private static final List<String> YES = List.of("y", "yes");

  private final InputStream input;
  private final Messages messages;

  public Questions(InputStream input, Messages messages) {
    this.input = input;
    this.messages = messages;
  }

  /** Whether the answer is yes; anything but "y" and "yes" is no. */
  public boolean isConfirmed(String question) throws IOException {
    messages.print(question + " (y/n): ");
    String answer = line(input);
    return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  /** A secret, not shown while it is typed; null where the input has ended. */
  public char @Nullable [] secret(String question) throws IOException {
    Console console = Objects.requireNonNull(System.console());
    if (console.isTerminal()) {
      return console.readPassword("%s: ", question);
    }
    messages.print(question + ": ");
    String line = line(input);
    return line == null ? null : line.toCharArray();
  }

  /**
   * The next line, without its end; null where there is none. Reads byte by byte, so that what
   * follows is still there for the next reader.
   */
  public static @Nullable String line(InputStream input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int b = input.read();
    if (b < 0) {
      return null;
    }
    while (b >= 0 && b != '\n') {
      bytes.write(b);
      b = input.read();
    }
    return bytes.toString(UTF_8).replaceFirst("\r$", "");
  }
}
