package dev.jmachine.bootstrap.ssh;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A POSIX sh program with the values it works on. It reaches the host on the standard input of
 * {@code sh -s}: values stand before it as quoted assignments, so that they are in no command line
 * and in no environment.
 *
 * @param name for people: "inspect"
 * @param body the program
 * @param values its variables; upper case names with the prefix JM_
 */
public record Script(String name, String body, Map<String, String> values) {
  private static final Pattern VARIABLE = Pattern.compile("JM_[A-Z0-9_]+");

  public Script {
    values = Map.copyOf(values);
    values.keySet().forEach(Script::checkVariable);
  }

  /** What goes through standard input: the assignments, then the program. */
  public String text() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach((key, value) -> text.append(key).append('=').append(quoted(value)).append('\n'));
    return text.append(body).toString();
  }

  /**
   * A value as one word of any POSIX shell, whatever characters it has.
   *
   * @throws IllegalArgumentException for NUL, which no shell can hold
   */
  public static String quoted(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a value with a NUL character");
    }
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static void checkVariable(String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("variable " + name);
    }
  }
}
