package dev.jmachine.cli.console;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.util.function.Consumer;

/** JSON for programs, written by a JSON writer. */
public final class Json {
  private Json() {}

  /** What {@code body} writes, on one line. */
  public static String line(Consumer<JsonWriter> body) {
    return write(body, false);
  }

  /** What {@code body} writes, indented. */
  public static String pretty(Consumer<JsonWriter> body) {
    return write(body, true);
  }

  private static String write(Consumer<JsonWriter> body, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        JsonStream.builder().serializeNulls(true).serializeEmpty(true).build().writer(text)) {
      writer.pretty(pretty);
      body.accept(writer);
    }
    return text.toString();
  }
}
