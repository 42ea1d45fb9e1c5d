package dev.jmachine.testkit.arm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing that was made. Guarded by the stub. */
final class StubResource {
  final String id;
  final String type;
  final String name;
  final Map<String, Object> body;
  final Map<String, String> tags = new TreeMap<>();

  /** Of provisioning: Creating, Updating, Deleting, Succeeded or Failed. */
  String state = "Succeeded";

  /** Of a virtual machine: running, deallocated … */
  String power = "";

  /** What {@link #power} is when the operation under way ends; null for none. */
  @Nullable String powerThen;

  /** How many more questions are answered with "not yet". */
  int pending;

  /** How many more looks do not find it. */
  int unseen;

  /** With which error the operation under way ends; null for well. */
  ArmFault.@Nullable Fails failing;

  StubResource(String id, String type, String name, Map<String, Object> body) {
    this.id = id;
    this.type = type;
    this.name = name;
    this.body = new LinkedHashMap<>(body);
    retag(body.get("tags"));
  }

  void retag(@Nullable Object given) {
    tags.clear();
    if (given instanceof Map<?, ?> map) {
      map.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
    }
  }

  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  boolean is(String lastOfType) {
    return type.endsWith("/" + lastOfType);
  }

  /** A look at it; the first ones after it was made may miss. */
  boolean seen() {
    return unseen-- <= 0;
  }

  /** The group's part of the id: "/subscriptions/S/resourceGroups/G". */
  String group() {
    String[] parts = id.split("/");
    return String.join("/", List.of(parts).subList(0, Math.min(5, parts.length)));
  }

  /** The members of {@code properties}, as they were sent. */
  Map<?, ?> properties() {
    return map(body.get("properties"));
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static String text(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }

  /** As it is answered. */
  Map<String, Object> shown(Map<String, Object> more) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties().forEach((key, value) -> properties.put(String.valueOf(key), value));
    properties.put("provisioningState", state);
    properties.putAll(more);
    Map<String, Object> all = new LinkedHashMap<>(body);
    all.put("id", id);
    all.put("name", name);
    all.put("type", type);
    all.put("tags", tags);
    all.put("properties", properties);
    return all;
  }

  /** As lists of resources have it. */
  Map<String, Object> listed() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("name", name);
    all.put("type", type);
    all.put("location", body.getOrDefault("location", ""));
    all.put("tags", tags);
    return all;
  }
}
