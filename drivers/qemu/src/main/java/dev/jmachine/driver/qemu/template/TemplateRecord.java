package dev.jmachine.driver.qemu.template;

import dev.jmachine.core.json.JsonObject;
import dev.jmachine.core.json.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What template.json keeps beside a template.
 *
 * @param created ISO-8601 in UTC
 * @param bytes that its files take on the disk; the memory is a file with holes
 * @param circumstances digest of what it needs of this computer: {@link TemplateKey#circumstances}
 * @param details of its key, for people
 */
public record TemplateRecord(
    String created, long bytes, String circumstances, Map<String, String> details) {
  public TemplateRecord {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  static TemplateRecord parse(String text) {
    JsonObject json = JsonObject.parse(text);
    JsonObject details = json.object("details");
    Map<String, String> map = new LinkedHashMap<>();
    details.names().forEach(name -> map.put(name, details.string(name)));
    return new TemplateRecord(
        json.string("created"),
        Long.parseLong(json.string("bytes")),
        json.string("circumstances"),
        map);
  }

  String toJson() {
    return JsonText.indented(
            JsonText.object(
                "created", created,
                "bytes", String.valueOf(bytes),
                "circumstances", circumstances,
                "details", details))
        + "\n";
  }
}
