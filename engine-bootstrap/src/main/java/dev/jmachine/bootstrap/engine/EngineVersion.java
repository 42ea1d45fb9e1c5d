package dev.jmachine.bootstrap.engine;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine says of itself (Engine API).
 *
 * @param version of the engine: "28.2.2"
 * @param apiVersion the newest API version that it speaks: "1.50"
 */
public record EngineVersion(String version, String apiVersion) {
  private static final Pattern SERVER = Pattern.compile("Docker/(\\S+) \\(\\S+\\)");

  /**
   * From the headers of {@code GET /_ping}; nothing where they are not those of Docker's engine.
   *
   * @param server "Docker/28.2.2 (linux)"
   * @param apiVersion "1.50"
   */
  static Optional<EngineVersion> ofPing(String server, String apiVersion) {
    Matcher matcher = SERVER.matcher(server);
    return matcher.matches() && !apiVersion.isEmpty()
        ? Optional.of(new EngineVersion(matcher.group(1), apiVersion))
        : Optional.empty();
  }

  /**
   * From the answer to {@code GET /version}.
   *
   * @throws IOException where it is not that of an engine
   */
  static EngineVersion ofJson(String body) throws IOException {
    try {
      JsonObject version = JsonParser.parseString(body).getAsJsonObject();
      return new EngineVersion(text(version, "Version"), text(version, "ApiVersion"));
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("what answers there is no engine", e);
    }
  }

  private static String text(JsonObject object, String key) {
    return object.has(key) ? object.get(key).getAsString() : "";
  }
}
