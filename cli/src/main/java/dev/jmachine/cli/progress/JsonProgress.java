package dev.jmachine.cli.progress;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Json;
import dev.jmachine.core.progress.ProgressEvent;
import io.avaje.json.JsonWriter;
import java.time.Duration;

/**
 * One JSON object a line, for programs: {@code time} (ISO-8601), {@code event}, {@code machine},
 * and what the event has: {@code step}, {@code detail}, {@code bytes} and {@code total} (-1 where
 * not known), {@code elapsedMillis}, {@code text}.
 */
final class JsonProgress implements ProgressDisplay {
  private final Caller caller;

  JsonProgress(Caller caller) {
    this.caller = caller;
  }

  @Override
  public void accept(ProgressEvent event) {
    caller.messages().line(Json.line(writer -> write(writer, event)));
  }

  private void write(JsonWriter json, ProgressEvent event) {
    json.beginObject();
    text(json, "time", caller.clock().instant().toString());
    text(json, "event", name(event));
    text(json, "machine", event.subject());
    switch (event) {
      case ProgressEvent.Started(_, String title) -> text(json, "step", title);
      case ProgressEvent.Detail(_, String title, String detail) -> {
        text(json, "step", title);
        text(json, "detail", detail);
      }
      case ProgressEvent.Transferred(_, String title, long bytes, long total) -> {
        text(json, "step", title);
        number(json, "bytes", bytes);
        number(json, "total", total);
      }
      case ProgressEvent.Done(_, String title, Duration elapsed) -> ended(json, title, elapsed);
      case ProgressEvent.Failed(_, String title, Duration elapsed) -> ended(json, title, elapsed);
      case ProgressEvent.Note(_, String text) -> text(json, "text", text);
      case ProgressEvent.Warning(_, String text) -> text(json, "text", text);
    }
    json.endObject();
  }

  private static String name(ProgressEvent event) {
    return switch (event) {
      case ProgressEvent.Started _ -> "started";
      case ProgressEvent.Detail _ -> "detail";
      case ProgressEvent.Transferred _ -> "transferred";
      case ProgressEvent.Done _ -> "done";
      case ProgressEvent.Failed _ -> "failed";
      case ProgressEvent.Note _ -> "note";
      case ProgressEvent.Warning _ -> "warning";
    };
  }

  private static void ended(JsonWriter json, String title, Duration elapsed) {
    text(json, "step", title);
    number(json, "elapsedMillis", elapsed.toMillis());
  }

  private static void text(JsonWriter json, String name, String value) {
    json.name(name);
    json.value(value);
  }

  private static void number(JsonWriter json, String name, long value) {
    json.name(name);
    json.value(value);
  }

  @Override
  public void close() {}
}
