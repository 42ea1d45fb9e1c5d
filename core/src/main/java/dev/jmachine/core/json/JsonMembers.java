package dev.jmachine.core.json;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each value as the text that it was: whoever changes one member of
 * another program's file keeps the others to the letter, numbers too large or too precise for us
 * included.
 */
public final class JsonMembers {
  private static final JsonStream STREAM = JsonStream.builder().build();

  private final Map<String, String> values;

  private JsonMembers(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException where the text is no JSON object; the message says where
   */
  public static JsonMembers of(String object) {
    // first of two in an array, since the reader would not look at what follows an object
    try (JsonReader reader = STREAM.reader("[" + object + ",0]")) {
      reader.beginArray();
      Map<String, String> values = reader.hasNextElement() ? members(reader) : Map.of();
      if (!reader.hasNextElement() || reader.readInt() != 0 || reader.hasNextElement()) {
        throw new IllegalArgumentException("not a JSON object: more than one value");
      }
      return new JsonMembers(values);
    } catch (JsonException | IndexOutOfBoundsException e) {
      // the reader runs off the end of some texts that are cut
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> members(JsonReader reader) {
    Map<String, String> values = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNextField()) {
      String name = reader.nextField();
      String raw = reader.readRaw().strip();
      if (raw.isEmpty()) {
        throw new IllegalArgumentException("not a JSON object: no value for " + name);
      }
      values.put(name, raw);
    }
    reader.endObject();
    return values;
  }

  /** Names to values as JSON text, in the object's order. */
  public Map<String, String> values() {
    return new LinkedHashMap<>(values);
  }

  /** The string that is this member; null where it is absent or something else. */
  public @Nullable String string(String name) {
    String raw = values.getOrDefault(name, "");
    if (!raw.startsWith("\"")) {
      return null;
    }
    try (JsonReader reader = STREAM.reader("{\"v\":" + raw + "}")) {
      reader.beginObject();
      return reader.hasNextField() && reader.nextField().equals("v") ? reader.readString() : null;
    }
  }
}
