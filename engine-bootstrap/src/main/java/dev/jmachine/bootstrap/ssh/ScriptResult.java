package dev.jmachine.bootstrap.ssh;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a script gave.
 *
 * @param exitCode of the shell; 0 is success
 * @param values its {@code key=value} lines; the last one counts where a key comes twice
 * @param log its other lines, in order
 */
public record ScriptResult(int exitCode, Map<String, String> values, List<String> log) {
  public ScriptResult {
    values = Map.copyOf(values);
    log = List.copyOf(log);
  }

  /** The result of a script whose standard output has only values. */
  public static ScriptResult of(int exitCode, List<String> printed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : printed) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new ScriptResult(exitCode, values, List.of());
  }

  /** A value, or "" where the script gave none. */
  public String value(String key) {
    return values.getOrDefault(key, "");
  }

  /** A value of several lines, which travels as base64; null where the script gave none. */
  public @Nullable String text(String key) {
    String encoded = values.get(key);
    return encoded == null
        ? null
        : new String(Base64.getDecoder().decode(encoded), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The last lines of the log, joined. */
  public String logTail(int lines) {
    return String.join("\n", log.subList(Math.max(0, log.size() - lines), log.size()));
  }
}
