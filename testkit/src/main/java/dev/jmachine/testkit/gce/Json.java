package dev.jmachine.testkit.gce;

import io.avaje.json.mapper.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as maps: what the API is sent and answers. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** The object in a text; empty for no text. */
  static Map<String, Object> read(String text) {
    return text.isBlank() ? new LinkedHashMap<>() : MAPPER.fromJsonObject(text);
  }

  static String write(Map<String, Object> object) {
    return MAPPER.toJson(object);
  }

  /** An object of names and values in turn. */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  static @Nullable String text(Map<String, Object> object, String name) {
    Object value = object.get(name);
    return value == null ? null : String.valueOf(value);
  }

  static boolean flag(Map<String, Object> object, String name) {
    return Boolean.TRUE.equals(object.get(name));
  }

  /** The object of that name, made where there is none; changes to it stay. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Map<String, Object> in, String name) {
    return (Map<String, Object>) in.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
  }

  /** The list of objects of that name; empty where there is none. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> objects(Map<String, Object> in, String name) {
    return (List<Map<String, Object>>) in.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  /** The list of texts of that name; empty where there is none. */
  @SuppressWarnings("unchecked")
  static List<String> texts(Map<String, Object> in, String name) {
    return (List<String>) in.computeIfAbsent(name, _ -> new ArrayList<>());
  }
}
