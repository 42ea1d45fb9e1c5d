package dev.jmachine.tls;

import java.nio.file.Path;

/** A path as one word of a command that the user is told to type. */
final class ShellWord {
  private ShellWord() {}

  static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9_./@:+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
