package dev.jmachine.testkit.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of the Query API.
 *
 * @param region from the signature's scope
 * @param accessKey from the signature's scope
 * @param parameters as sent: "Filter.1.Name", "InstanceId.1"
 */
record Ec2Request(String region, String accessKey, Map<String, String> parameters) {
  private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/ec2/");

  Ec2Request {
    parameters = new TreeMap<>(parameters);
  }

  static Ec2Request of(@Nullable String authorization, String body) throws Ec2Error {
    Matcher scope = SCOPE.matcher(String.valueOf(authorization));
    if (!scope.find()) {
      throw new Ec2Error(403, "MissingAuthenticationToken", "The request has no signature.");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Ec2Request(scope.group(2), scope.group(1), parameters);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  String action() {
    return parameters.getOrDefault("Action", "");
  }

  @Nullable String text(String name) {
    return parameters.get(name);
  }

  String require(String name) throws Ec2Error {
    String value = parameters.get(name);
    if (value == null) {
      throw new Ec2Error("MissingParameter", "The request must contain the parameter " + name);
    }
    return value;
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(parameters.get(name));
  }

  /** "InstanceId.1", "InstanceId.2" and so on. */
  List<String> list(String name) {
    List<String> all = new ArrayList<>();
    for (int i = 1; parameters.containsKey(name + "." + i); i++) {
      all.add(parameters.get(name + "." + i));
    }
    return all;
  }

  /** Filters by name. */
  Map<String, List<String>> filters() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 1; parameters.containsKey("Filter." + i + ".Name"); i++) {
      all.put(parameters.get("Filter." + i + ".Name"), list("Filter." + i + ".Value"));
    }
    return all;
  }

  /** Tags for one type of resource: "instance", "volume". */
  Map<String, String> tags(String resourceType) {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 1; parameters.containsKey("TagSpecification." + i + ".ResourceType"); i++) {
      String at = "TagSpecification." + i;
      if (resourceType.equals(parameters.get(at + ".ResourceType"))) {
        for (int j = 1; parameters.containsKey(at + ".Tag." + j + ".Key"); j++) {
          String tag = at + ".Tag." + j;
          tags.put(parameters.get(tag + ".Key"), parameters.getOrDefault(tag + ".Value", ""));
        }
      }
    }
    return tags;
  }
}
