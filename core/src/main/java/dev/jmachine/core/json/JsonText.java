package dev.jmachine.core.json;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as JSON (RFC 8259). A tree is null, a String, Boolean, Integer or Long, a {@link
 * Raw} piece of JSON, an Iterable of trees or a Map from String to trees, whose order is kept.
 */
public final class JsonText {
  private static final JsonStream STREAM =
      JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();

  private JsonText() {}

  /** A value that is JSON already and is written as it is. */
  public record Raw(String json) {}

  /**
   * An object for a tree.
   *
   * @param namesAndValues names and values by turns; a member whose value is null is left out
   */
  public static Map<String, Object> object(@Nullable Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object name = namesAndValues[i];
      Object value = namesAndValues[i + 1];
      if (name != null && value != null) {
        members.put((String) name, value);
      }
    }
    return members;
  }

  /** In one line, without a final line feed. */
  public static String of(@Nullable Object tree) {
    return written(tree, false);
  }

  /** Indented for people, without a final line feed. */
  public static String indented(@Nullable Object tree) {
    return written(tree, true);
  }

  private static String written(@Nullable Object tree, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = STREAM.writer(text)) {
      writer.pretty(pretty);
      write(writer, tree);
    }
    return text.toString();
  }

  private static void write(JsonWriter writer, @Nullable Object tree) {
    switch (tree) {
      case null -> writer.nullValue();
      case String text -> writer.value(text);
      case Boolean flag -> writer.value(flag.booleanValue());
      case Integer number -> writer.value(number.intValue());
      case Long number -> writer.value(number.longValue());
      case Raw raw -> writer.rawValue(raw.json());
      case Map<?, ?> members -> writeMembers(writer, members);
      case Iterable<?> elements -> writeElements(writer, elements);
      default -> throw new IllegalArgumentException("no JSON for " + tree.getClass());
    }
  }

  private static void writeMembers(JsonWriter writer, Map<?, ?> members) {
    writer.beginObject();
    members.forEach(
        (name, value) -> {
          writer.name((String) name);
          write(writer, value);
        });
    writer.endObject();
  }

  private static void writeElements(JsonWriter writer, Iterable<?> elements) {
    writer.beginArray();
    elements.forEach(element -> write(writer, element));
    writer.endArray();
  }
}
