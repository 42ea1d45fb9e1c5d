package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** This program's version, as the build wrote it. */
public final class Version {
  private Version() {}

  /** Such as "0.1.0". */
  public static String number() throws IOException {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      return text == null ? "unknown" : new String(text.readAllBytes(), UTF_8).strip();
    }
  }

  /** What {@code --version} prints. */
  public static String line() throws IOException {
    return "jmachine " + number();
  }
}
