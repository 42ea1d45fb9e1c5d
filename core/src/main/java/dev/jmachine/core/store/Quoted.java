package dev.jmachine.core.store;

import java.util.regex.Pattern;

/** Words of commands that a user is told to type. */
final class Quoted {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  private Quoted() {}

  /**
   * The text as one word of a POSIX shell: as it is where it needs no quotes, else in single ones.
   */
  static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
