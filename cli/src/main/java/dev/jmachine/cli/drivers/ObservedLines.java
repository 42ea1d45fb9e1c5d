package dev.jmachine.cli.drivers;

import dev.jmachine.cli.console.Json;
import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.machine.MachineName;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code ls} and the JVM of a driver say to each other. Asked: names, one a line. Answered:
 * one JSON object a line, with {@code name}, {@code kind} (seen, gone, timed-out or unreachable),
 * {@code state} and {@code reason}.
 */
public final class ObservedLines {
  private ObservedLines() {}

  /** The names that are asked about. */
  public static List<MachineName> names(InputStream input) throws IOException {
    List<MachineName> names = new ArrayList<>();
    for (String line = Questions.line(input); line != null; line = Questions.line(input)) {
      names.add(new MachineName(line));
    }
    return names;
  }

  /** One answer; the host's access is left out, since a list shows the record's. */
  public static String line(MachineName name, Observed observed) {
    Map<String, String> members =
        switch (observed) {
          case Observed.Seen seen -> Map.of("kind", "seen", "state", seen.state().name());
          case Observed.Gone _ -> Map.of("kind", "gone");
          case Observed.TimedOut _ -> Map.of("kind", "timed-out");
          case Observed.Unreachable(String reason) ->
              Map.of("kind", "unreachable", "reason", reason);
        };
    return Json.line(
        json -> {
          json.beginObject();
          json.name("name");
          json.value(name.value());
          members.forEach(
              (member, value) -> {
                json.name(member);
                json.value(value);
              });
          json.endObject();
        });
  }

  /**
   * Reads one answer into {@code answers}.
   *
   * @throws IllegalArgumentException where it is none
   */
  static void read(String line, Map<MachineName, Observed> answers) {
    Map<String, String> members = new HashMap<>();
    try (JsonReader json = JsonStream.builder().build().reader(line)) {
      json.beginObject();
      while (json.hasNextField()) {
        members.put(json.nextField(), json.readString());
      }
      json.endObject();
    }
    answers.put(new MachineName(members.getOrDefault("name", "")), observed(members));
  }

  private static Observed observed(Map<String, String> members) {
    String kind = members.getOrDefault("kind", "");
    return switch (kind) {
      case "seen" ->
          new Observed.Seen(MachineState.valueOf(members.getOrDefault("state", "")), null);
      case "gone" -> new Observed.Gone();
      case "timed-out" -> new Observed.TimedOut();
      case "unreachable" -> new Observed.Unreachable(members.getOrDefault("reason", ""));
      default -> throw new IllegalArgumentException("answer of kind \"" + kind + "\"");
    };
  }
}
