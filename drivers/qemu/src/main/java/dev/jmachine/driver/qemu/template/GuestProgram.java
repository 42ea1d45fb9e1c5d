package dev.jmachine.driver.qemu.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program for the guest: a file of this package's resources behind quoted assignments of its
 * values, so that no value is ever a part of the program.
 */
final class GuestProgram {
  private GuestProgram() {}

  static String of(String file, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach((name, value) -> text.append(name).append('=').append(quoted(value)).append('\n'));
    return text.append(read(file)).toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  /** Text that starts a program of several files, before that of {@link #of}. */
  static String functions() {
    return read("rehearsal.sh");
  }

  static String read(String file) {
    try (InputStream in = GuestProgram.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing from this program: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e); // a part of this program cannot be read
    }
  }
}
