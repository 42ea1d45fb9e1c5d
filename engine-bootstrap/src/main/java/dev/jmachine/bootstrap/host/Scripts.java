package dev.jmachine.bootstrap.host;

import dev.jmachine.bootstrap.ssh.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The scripts that are part of this program, each with the functions that all of them begin with.
 */
public final class Scripts {
  private static final String FOLDER = "/dev/jmachine/bootstrap/";

  private Scripts() {}

  /**
   * A script by its file name without ".sh".
   *
   * @param values its variables, JM_…; which ones it needs is written at its head
   */
  public static Script of(String name, Map<String, String> values) {
    return new Script(name, read("lib.sh") + read(name + ".sh"), values);
  }

  private static String read(String file) {
    try (InputStream in = Scripts.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("no script " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e); // a part of this program cannot be read
    }
  }
}
