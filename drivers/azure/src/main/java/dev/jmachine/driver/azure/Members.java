package dev.jmachine.driver.azure;

import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is read of an entry where its name, type and tags are all that matters. */
record Members(
    String id,
    String name,
    @Nullable String type,
    @Nullable String location,
    Map<String, String> tags) {
  Members {
    tags = Map.copyOf(tags);
  }

  static Members of(JsonReader json) throws IOException {
    return json.readObject(
        reader -> {
          String id = "";
          String name = "";
          String type = null;
          String location = null;
          Map<String, String> tags = new TreeMap<>();
          while (reader.nextToken() != JsonToken.END_OBJECT) {
            String member = reader.getFieldName();
            reader.nextToken();
            switch (member) {
              case "id" -> id = String.valueOf(reader.getString());
              case "name" -> name = String.valueOf(reader.getString());
              case "type" -> type = reader.getString();
              case "location" -> location = reader.getString();
              case "tags" -> readTags(reader, tags);
              default -> reader.skipChildren();
            }
          }
          return new Members(id, name, type, location, tags);
        });
  }

  private static void readTags(JsonReader reader, Map<String, String> tags) throws IOException {
    Map<String, @Nullable String> read = reader.readMap(JsonReader::getString);
    if (read != null) {
      read.forEach((key, value) -> tags.put(key, value == null ? "" : value));
    }
  }

  static String name(JsonReader json) throws IOException {
    return of(json).name();
  }
}
