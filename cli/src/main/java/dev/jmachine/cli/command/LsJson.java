package dev.jmachine.cli.command;

import dev.jmachine.cli.console.Json;
import dev.jmachine.core.machine.Machine;
import io.avaje.json.JsonWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code ls -o json}: an array of objects. {@code driver}, {@code url}, {@code engine}, {@code
 * expires}, {@code certificateExpires}, {@code created} and {@code error} are null where there is
 * nothing to say.
 */
final class LsJson {
  private LsJson() {}

  /** The array, one object a line. */
  static String of(List<LsRow> rows) {
    if (rows.isEmpty()) {
      return "[]\n";
    }
    return rows.stream()
        .map(row -> Json.line(json -> write(json, row)))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static void write(JsonWriter json, LsRow row) {
    Machine machine = row.machine();
    json.beginObject();
    member(json, "name", row.name());
    json.name("active");
    json.value(row.active());
    member(json, "driver", row.driver());
    member(json, "state", row.state());
    member(json, "url", row.url());
    member(json, "engine", row.engine());
    member(json, "expires", row.expires());
    member(json, "certificateExpires", row.certificateExpires());
    json.name("locked");
    json.value(machine != null && machine.locked());
    member(json, "created", machine == null ? null : machine.created());
    json.name("labels");
    json.beginArray();
    row.labels().forEach(json::value);
    json.endArray();
    member(json, "error", row.errors());
    json.endObject();
  }

  private static void member(JsonWriter json, String name, @Nullable String value) {
    json.name(name);
    json.value(value == null || value.isEmpty() ? null : value);
  }
}
