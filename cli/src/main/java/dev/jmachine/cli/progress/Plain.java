package dev.jmachine.cli.progress;

/** Makes text of others safe to print: no control character reaches a terminal. */
final class Plain {
  private Plain() {}

  /** The text on one line, with each control character as a space. */
  static String text(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
