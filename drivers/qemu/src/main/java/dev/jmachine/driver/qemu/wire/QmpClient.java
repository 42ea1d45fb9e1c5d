package dev.jmachine.driver.qemu.wire;

import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.json.JsonTypes;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * QEMU Machine Protocol: one JSON object a line. Events may come at any moment, also between a
 * command and its answer; answers carry the id of their command. For one thread at a time. QEMU
 * serves one client at a time: a second one waits for its greeting until the first has closed.
 *
 * <p>Source: QEMU, docs/interop/qmp-spec.
 */
public final class QmpClient implements Closeable {
  private static final Jsonb JSON = JsonTypes.of().build();

  private final LineChannel channel;
  private int lastId;

  private QmpClient(LineChannel channel) {
    this.channel = channel;
  }

  /** Connects to a socket and negotiates. */
  public static QmpClient connect(Path socket, Deadline deadline)
      throws IOException, InterruptedException {
    return over(UnixLineChannel.connect(socket), deadline);
  }

  /** Negotiates over a channel, which is closed with the client, also when this fails. */
  static QmpClient over(LineChannel channel, Deadline deadline)
      throws IOException, InterruptedException {
    QmpClient client = new QmpClient(channel);
    boolean ready = false;
    try {
      client.greet(deadline);
      ready = true;
      return client;
    } finally {
      if (!ready) {
        client.close();
      }
    }
  }

  private void greet(Deadline deadline) throws IOException, InterruptedException {
    Map<?, ?> greeting = read(deadline);
    if (!greeting.containsKey("QMP")) {
      throw new IOException("no QMP greeting but " + greeting.keySet());
    }
    call("qmp_capabilities", Map.of(), deadline);
  }

  /**
   * Runs one command and waits for its answer.
   *
   * @return its "return" value: a Map, List, String, Long, Double, Boolean or null
   * @throws QmpError where QEMU refuses
   */
  public @Nullable Object call(String command, Map<String, Object> arguments, Deadline deadline)
      throws IOException, InterruptedException {
    String id = "jm-" + ++lastId;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("execute", command);
    if (!arguments.isEmpty()) {
      request.put("arguments", arguments);
    }
    request.put("id", id);
    channel.writeLine(JSON.toJson(request), deadline);
    return answerTo(id, deadline);
  }

  private @Nullable Object answerTo(String id, Deadline deadline)
      throws IOException, InterruptedException {
    while (true) {
      Map<?, ?> message = read(deadline);
      if (message.containsKey("event") || !id.equals(message.get("id"))) {
        continue;
      }
      if (message.get("error") instanceof Map<?, ?> error) {
        throw new QmpError(String.valueOf(error.get("class")), String.valueOf(error.get("desc")));
      }
      return message.get("return");
    }
  }

  private Map<?, ?> read(Deadline deadline) throws IOException, InterruptedException {
    String line = channel.readLine(deadline);
    try {
      if (JSON.type(Object.class).fromJson(line) instanceof Map<?, ?> message) {
        return message;
      }
      throw new IOException("not a QMP message: " + line);
    } catch (JsonException e) {
      throw new IOException("not a QMP message: " + line, e);
    }
  }

  /** One value of {@code query-status}: "running", "paused", "shutdown", "prelaunch" … */
  public String status(Deadline deadline) throws IOException, InterruptedException {
    return call("query-status", Map.of(), deadline) instanceof Map<?, ?> answer
        ? String.valueOf(answer.get("status"))
        : "unknown";
  }

  /** Status of {@code query-migrate}: "setup", "active", "completed", "failed" … */
  public String migration(Deadline deadline) throws IOException, InterruptedException {
    return call("query-migrate", Map.of(), deadline) instanceof Map<?, ?> answer
        ? String.valueOf(answer.get("status"))
        : "unknown";
  }

  /** The name given with {@code -name}; empty without one. */
  public String name(Deadline deadline) throws IOException, InterruptedException {
    return call("query-name", Map.of(), deadline) instanceof Map<?, ?> answer
            && answer.get("name") instanceof String name
        ? name
        : "";
  }

  /** What the human monitor prints for {@code line}: for facts that QMP itself does not give. */
  public String humanMonitor(String line, Deadline deadline)
      throws IOException, InterruptedException {
    return String.valueOf(call("human-monitor-command", Map.of("command-line", line), deadline));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
