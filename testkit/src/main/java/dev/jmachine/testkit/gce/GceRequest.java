package dev.jmachine.testkit.gce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param method as the API's reference calls it: "instances.insert"
 * @param project in whose name
 * @param place zone or region; empty for global
 * @param name of the resource; empty for a call about all of them
 * @param query parameters
 * @param body the JSON that was sent
 */
record GceRequest(
    String method,
    String project,
    String place,
    String name,
    Map<String, String> query,
    Map<String, Object> body) {
  private static final String ROOT = "/compute/v1/projects/";
  private static final Map<String, String> OTHERWISE = Map.of("serialPort", "getSerialPortOutput");

  /**
   * A call by what HTTP shows of it.
   *
   * @param verb GET, POST, DELETE or PATCH
   * @throws GceError where no such method is known
   */
  static GceRequest of(String verb, URI uri, String body) throws GceError {
    String path = uri.getPath();
    if (!path.startsWith(ROOT)) {
      throw GceError.notFound(path);
    }
    List<String> words = List.of(path.substring(ROOT.length()).split("/"));
    boolean global = words.size() > 1 && List.of("global", "aggregated").contains(words.get(1));
    int at = global ? 2 : 3;
    if (words.size() <= at) {
      throw GceError.notFound(path);
    }
    List<String> rest = words.subList(at, words.size());
    return new GceRequest(
        method(verb, words.get(1), rest),
        words.getFirst(),
        global ? "" : words.get(2),
        name(rest),
        query(uri),
        Json.read(body));
  }

  private static String method(String verb, String scope, List<String> rest) {
    String collection = rest.getFirst();
    if (collection.equals("operations")) {
      return (scope.equals("zones") ? "zone" : scope) + "Operations." + rest.getLast();
    }
    if (rest.size() == 1) {
      String list = scope.equals("aggregated") ? "aggregatedList" : "list";
      return collection + "." + (verb.equals("POST") ? "insert" : list);
    }
    if (rest.get(1).equals("family")) {
      return collection + ".getFromFamily";
    }
    return collection
        + "."
        + (rest.size() == 2
            ? verb.toLowerCase(java.util.Locale.ROOT)
            : OTHERWISE.getOrDefault(rest.getLast(), rest.getLast()));
  }

  private static String name(List<String> rest) {
    if (rest.size() < 2) {
      return "";
    }
    return rest.get(1).equals("family") ? rest.getLast() : rest.get(1);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> all = new LinkedHashMap<>();
    String text = uri.getRawQuery();
    for (String pair : text == null ? new String[0] : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        all.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return all;
  }

  @Nullable String parameter(String parameter) {
    return query.get(parameter);
  }

  /** Path of the resource that is meant, as errors name it. */
  String resource() {
    String collection = method.substring(0, method.indexOf('.'));
    return "projects/"
        + project
        + (place.isEmpty() ? "/global/" : "/zones/" + place + "/")
        + collection
        + "/"
        + name;
  }
}
