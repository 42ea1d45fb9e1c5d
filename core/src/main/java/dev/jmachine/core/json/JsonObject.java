package dev.jmachine.core.json;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was read, its members by name and kind. What {@link JsonText} writes reads
 * back the same. Every method throws {@link IllegalArgumentException} where a member is missing or
 * of another kind; the message names it.
 */
public final class JsonObject {
  private static final JsonStream STREAM = JsonStream.builder().build();

  private final Map<String, @Nullable Object> members;

  private JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Reads an object; of a name that is there twice, the last counts.
   *
   * @throws IllegalArgumentException where the text is anything but one JSON object
   */
  public static JsonObject parse(String text) {
    // first of two in an array, since the reader would not look at what follows an object
    try (JsonReader reader = STREAM.reader("[" + text + ",0]")) {
      List<@Nullable Object> all = readArray(reader);
      if (all.size() == 2 && all.getFirst() instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException | IndexOutOfBoundsException e) {
      // the reader runs off the end of some texts that are cut
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  public boolean has(String name) {
    return members.get(name) != null;
  }

  /** Names in the object's order. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  public String string(String name) {
    return required(String.class, name);
  }

  /** A string, or null where the member is absent or null. */
  public @Nullable String stringOrNull(String name) {
    return optional(String.class, name);
  }

  /** A whole number that fits. */
  public int integer(String name) {
    try {
      return Math.toIntExact(required(Long.class, name));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("\"" + name + "\" is too large", e);
    }
  }

  public boolean bool(String name) {
    return required(Boolean.class, name);
  }

  public JsonObject object(String name) {
    return required(JsonObject.class, name);
  }

  /** An object, or null where the member is absent or null. */
  public @Nullable JsonObject objectOrNull(String name) {
    return optional(JsonObject.class, name);
  }

  public List<String> strings(String name) {
    return elements(name, String.class);
  }

  public List<JsonObject> objects(String name) {
    return elements(name, JsonObject.class);
  }

  private <T> List<T> elements(String name, Class<T> kind) {
    List<T> all = new ArrayList<>();
    for (Object element : required(List.class, name)) {
      all.add(cast(kind, name, element));
    }
    return all;
  }

  private <T> T required(Class<T> kind, String name) {
    return cast(kind, name, members.get(name));
  }

  private <T> @Nullable T optional(Class<T> kind, String name) {
    return has(name) ? required(kind, name) : null;
  }

  private static <T> T cast(Class<T> kind, String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing");
    }
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException("\"" + name + "\" is of another kind");
    }
    return kind.cast(value);
  }

  private static @Nullable Object read(JsonReader reader) {
    return switch (reader.currentToken()) {
      case BEGIN_OBJECT -> readObject(reader);
      case BEGIN_ARRAY -> readArray(reader);
      case STRING -> reader.readString();
      case BOOLEAN -> reader.readBoolean();
      case NUMBER -> number(reader.readRaw().strip());
      case NULL -> reader.isNullValue() ? null : reader.readRaw();
    };
  }

  private static JsonObject readObject(JsonReader reader) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNextField()) {
      String name = reader.nextField();
      members.put(name, read(reader));
    }
    reader.endObject();
    return new JsonObject(members);
  }

  private static List<@Nullable Object> readArray(JsonReader reader) {
    List<@Nullable Object> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNextElement()) {
      elements.add(read(reader));
    }
    reader.endArray();
    return elements;
  }

  /** A whole number, else the number's text, since a double would alter some and cost time. */
  private static Object number(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("not a JSON object: a value is missing");
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return new JsonText.Raw(text);
    }
  }
}
