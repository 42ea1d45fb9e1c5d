package dev.jmachine.cli.progress;

import dev.jmachine.cli.Caller;
import java.util.List;
import java.util.Locale;

/**
 * The marks before lines: symbols where the locale is UTF-8, colours unless NO_COLOR is set
 * (no-color.org).
 */
record Style(boolean symbols, boolean colours) {
  private static final List<String> SPINNER =
      List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏");
  private static final List<String> PLAIN_SPINNER = List.of("-", "\\", "|", "/");

  static Style of(Caller caller) {
    return new Style(isUtf8(caller), caller.env("NO_COLOR") == null);
  }

  /** POSIX: the first of these that is set decides. */
  private static boolean isUtf8(Caller caller) {
    for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String value = caller.env(variable);
      if (value != null) {
        return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }

  String spinner(long turn) {
    List<String> marks = symbols ? SPINNER : PLAIN_SPINNER;
    return marks.get((int) (turn % marks.size()));
  }

  String done() {
    return coloured(symbols ? "✓" : "+", 32);
  }

  String failed() {
    return coloured(symbols ? "✗" : "x", 31);
  }

  String warning() {
    return coloured("!", 33);
  }

  private String coloured(String mark, int colour) {
    return colours ? "\033[" + colour + "m" + mark + "\033[0m" : mark;
  }
}
