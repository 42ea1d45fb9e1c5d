package dev.jmachine.cli.shell;

/** Puts values between quotes so that a shell takes every character as it is. */
final class Quoting {
  /** PowerShell takes these as double quotes too (about_Quoting_Rules). */
  private static final String POWERSHELL_SPECIAL = "`$\"\u201c\u201d\u201e";

  private static final String CMD_SPECIAL = " &|<>^()!";
  private static final String CSH_SPECIAL = "\\\"$`!";

  private Quoting() {}

  /** With a backslash before each special character. */
  static String backslashed(String value, String special) {
    return escaped(value, special, '\\');
  }

  /** With PowerShell's escape character before each special one. */
  static String backticked(String value) {
    return escaped(value, POWERSHELL_SPECIAL, '`');
  }

  /** Whether {@code SET X=value} needs no quotes. */
  static boolean isPlainForCmd(String value) {
    return value.chars().noneMatch(c -> CMD_SPECIAL.indexOf(c) >= 0);
  }

  /**
   * Between double quotes where nothing in it is special there, else between single ones, where a
   * quote ends and begins them again and the history character takes a backslash.
   */
  static String forCsh(String value) {
    if (value.chars().noneMatch(c -> CSH_SPECIAL.indexOf(c) >= 0)) {
      return "\"" + value + "\"";
    }
    return "'" + value.replace("'", "'\\''").replace("!", "\\!") + "'";
  }

  private static String escaped(String value, String special, char escape) {
    StringBuilder text = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      if (special.indexOf(value.charAt(i)) >= 0) {
        text.append(escape);
      }
      text.append(value.charAt(i));
    }
    return text.toString();
  }
}
