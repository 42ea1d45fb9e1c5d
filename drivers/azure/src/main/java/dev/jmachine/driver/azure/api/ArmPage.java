package dev.jmachine.driver.azure.api;

import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: {@code {"value":[…],"nextLink":"…"}}.
 *
 * @param next URL of the next page; null for the last
 */
record ArmPage<T>(List<T> entries, @Nullable String next) {
  static <T> ArmPage<T> of(JsonReader json, ArmForm<T> form) throws IOException {
    return json.readObject(
        reader -> {
          List<T> entries = new ArrayList<>();
          String next = null;
          while (reader.nextToken() != JsonToken.END_OBJECT) {
            String name = reader.getFieldName();
            reader.nextToken();
            switch (name) {
              case "value" -> entries.addAll(reader.readArray(form::of));
              case "nextLink" -> next = reader.getString();
              default -> reader.skipChildren();
            }
          }
          return new ArmPage<>(entries, next == null || next.isEmpty() ? null : next);
        });
  }
}
