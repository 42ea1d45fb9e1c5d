package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param method of HTTP
 * @param path segments, decoded
 * @param query parameters, decoded
 * @param body members of the JSON object or of the form that was sent; empty for none
 * @param token of the Authorization header; null for none
 * @param onlyNew whether an If-None-Match forbids to change what is there
 */
record ArmRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, Object> body,
    @Nullable String token,
    boolean onlyNew) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static ArmRequest of(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    URI uri = exchange.getRequestURI();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new ArmRequest(
        exchange.getRequestMethod(),
        List.of(uri.getRawPath().substring(1).split("/")).stream()
            .map(segment -> URLDecoder.decode(segment, UTF_8))
            .toList(),
        query(uri.getRawQuery()),
        body.startsWith("{") ? parsed(body) : Map.copyOf(query(body)),
        authorization == null ? null : authorization.replaceFirst("^Bearer ", ""),
        "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match")));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        all.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return all;
  }

  static Map<String, Object> parsed(String json) {
    return JSON.fromJsonObject(json);
  }

  static String json(Object value) {
    return JSON.toJson(value);
  }

  /** The segment after one with this name, whatever its case; empty where there is none. */
  String after(String name) {
    for (int i = 0; i < path.size() - 1; i++) {
      if (path.get(i).equalsIgnoreCase(name)) {
        return path.get(i + 1);
      }
    }
    return "";
  }

  /** What it asks for, in words: "PUT virtualMachines", "POST virtualMachines/start". */
  String label() {
    if (path.contains("operations")) {
      return method + " operations";
    }
    if (path.contains("tags")) {
      return method + " tags";
    }
    String last = path.getLast();
    if (method.equals("POST")) {
      return method + " " + path.get(path.size() - 3) + "/" + last;
    }
    boolean isList =
        List.of("resources", "resourcegroups", "skus", "locations", "versions").contains(last);
    boolean isAll = path.size() == 5; // /subscriptions/S/providers/NAMESPACE/TYPE
    return method + " " + (isList || isAll ? last : path.get(path.size() - 2));
  }
}
