package dev.jmachine.core.store;

import dev.jmachine.core.machine.HostKey;
import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;

/** A host key as one JSON string, as people know it from known_hosts. */
final class HostKeyJson implements JsonAdapter<HostKey> {
  @Override
  public void toJson(JsonWriter writer, HostKey value) {
    writer.value(value.text());
  }

  @Override
  public HostKey fromJson(JsonReader reader) {
    return new HostKey(reader.readString());
  }
}
