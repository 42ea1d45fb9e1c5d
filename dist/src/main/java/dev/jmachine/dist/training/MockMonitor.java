package dev.jmachine.dist.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** QEMU's monitor (QMP) as far as the driver asks it. */
final class MockMonitor implements MockMachine.Conversation {
  private static final Pattern COMMAND = Pattern.compile("\"execute\":\\s*\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\\s*\"([^\"]+)\"");
  private static final Pattern HUMAN = Pattern.compile("\"command-line\":\\s*\"([^\"]+)\"");
  private static final Pattern STATE_FILE = Pattern.compile("exec:cat >'([^']+)'");
  private static final Pattern FORWARD = Pattern.compile("tcp:127\\.0\\.0\\.\\d:(\\d+)-:(\\d+)");
  private static final String ENGINE_PORT = "2376";

  private final String name;
  private final MockEngine engine;
  private final Runnable quit;
  private final StringBuilder forwards = new StringBuilder();
  private String status;

  MockMonitor(String name, boolean frozen, MockEngine engine, Runnable quit) {
    this.name = name;
    this.status = frozen ? "inmigrate" : "running";
    this.engine = engine;
    this.quit = quit;
  }

  @Override
  public void hold(Lines lines) throws IOException {
    lines.write("{\"QMP\": {\"version\": {}, \"capabilities\": []}}");
    for (String line = lines.read(); line != null; line = lines.read()) {
      String command = first(COMMAND, line);
      lines.write(
          "{\"return\": " + answer(command, line) + ", \"id\": \"" + first(ID, line) + "\"}");
      if (command.equals("quit")) {
        quit.run();
      }
    }
  }

  private String answer(String command, String line) throws IOException {
    switch (command) {
      case "stop", "migrate-incoming" -> status = "paused";
      case "cont" -> status = "running";
      case "migrate" -> Files.writeString(Path.of(first(STATE_FILE, line)), "state");
      default -> {}
    }
    return switch (command) {
      case "query-status" -> "{\"status\": \"" + status + "\"}";
      case "query-migrate" -> "{\"status\": \"completed\"}";
      case "query-name" -> "{\"name\": \"" + name + "\"}";
      case "human-monitor-command" -> "\"" + human(first(HUMAN, line)) + "\"";
      default -> "{}";
    };
  }

  private String human(String line) throws IOException {
    Matcher forward = FORWARD.matcher(line);
    if (!forward.find()) {
      return forwards.toString();
    }
    String port = forward.group(1);
    String guest = forward.group(2);
    forwards.append(
        "TCP[HOST_FORWARD]  13  127.0.0.1 " + port + "  10.0.2.15  " + guest + "  0  0\\r\\n");
    if (guest.equals(ENGINE_PORT)) {
      engine.listen(Integer.parseInt(port));
    }
    return "";
  }

  private static String first(Pattern pattern, @Nullable String text) {
    Matcher matcher = pattern.matcher(String.valueOf(text));
    return matcher.find() ? matcher.group(1) : "";
  }
}
