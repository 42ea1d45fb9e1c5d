package dev.jmachine.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code jmachine env NAME -o dotenv} printed: {@code NAME='value'} or {@code NAME="…"}. */
record EngineSettings(Map<String, String> variables) {
  EngineSettings {
    variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  static EngineSettings of(String dotenv) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : dotenv.lines().toList()) {
      int end = line.indexOf('=');
      if (end > 0) {
        variables.put(line.substring(0, end), unquoted(line.substring(end + 1)));
      }
    }
    return new EngineSettings(variables);
  }

  URI url() {
    return URI.create(required("DOCKER_HOST"));
  }

  Path certificates() {
    return Path.of(required("DOCKER_CERT_PATH"));
  }

  private String required(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new HostException("the machine has no " + name);
    }
    return value;
  }

  private static String unquoted(String value) {
    if (value.length() < 2) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return switch (value.charAt(0)) {
      case '\'' -> inner;
      case '"' -> unescaped(inner);
      default -> value;
    };
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
      } else {
        char next = text.charAt(++i);
        plain.append(next == 'n' ? '\n' : next);
      }
    }
    return plain.toString();
  }
}
