package dev.jmachine.core.machine;

import dev.jmachine.core.failure.MachineFailure;
import org.jspecify.annotations.Nullable;

/**
 * A machine's name. The only way to hold one: its constructor refuses anything that could leave the
 * store, start an option or need quoting in a shell: letters, digits, dots and hyphens, 1 to 63
 * characters, first and last one a letter or digit, no two dots together. Upper case is taken
 * because docker-machine's names have it; two names that differ in case alone are two names.
 *
 * <p>The length is that of a DNS label (RFC 1035), since the name becomes the host's name.
 */
public record MachineName(String value) implements Comparable<MachineName> {
  private static final int LONGEST = 63;

  /**
   * Checks the name.
   *
   * @throws MachineFailure USAGE where the name is refused
   */
  public MachineName {
    if (value.length() > LONGEST) {
      throw refused(value.substring(0, 20) + "…", "longer than " + LONGEST + " characters");
    }
    if (!isAllowed(value)) {
      throw refused(
          printable(value),
          "allowed are letters, digits, '-' and '.', with a letter or digit first and last");
    }
  }

  /** Whether a machine can have this name. */
  public static boolean isValid(String text) {
    return text.length() <= LONGEST && isAllowed(text);
  }

  /** A loop, since a regular expression costs milliseconds where a thousand names are read. */
  private static boolean isAllowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i)) && !isInnerMark(text, i)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isInnerMark(String text, int i) {
    char c = text.charAt(i);
    boolean inside = i > 0 && i < text.length() - 1;
    return inside && (c == '-' || (c == '.' && text.charAt(i - 1) != '.'));
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static MachineFailure refused(String shown, String why) {
    return MachineFailure.usage("invalid machine name \"" + shown + "\"").because(why);
  }

  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  // Spelled out, as those that a record is given are linked at the first call: 10 ms of each start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MachineName name && name.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(MachineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
