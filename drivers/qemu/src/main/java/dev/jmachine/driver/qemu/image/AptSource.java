package dev.jmachine.driver.qemu.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One package source of apt.
 *
 * @param uri without a final slash
 * @param suite such as "bookworm" or "bookworm-security"
 * @param components such as "main"
 * @param signedBy its keyring's path, or empty
 */
record AptSource(String uri, String suite, List<String> components, String signedBy) {
  private static final Pattern ONE_LINE =
      Pattern.compile(
          "deb\\s+(?:\\[([^]]*)]\\s+)?(\\S+)\\s+(\\S+)((?:\\s+[^#\\s]\\S*)*)\\s*(?:#.*)?");

  AptSource {
    uri = uri.replaceAll("/+$", "");
    components = List.copyOf(components);
  }

  /**
   * Reads a file of one-line sources, {@code deb [options] URI SUITE COMPONENT…} (sources.list(5)).
   */
  static List<AptSource> parseList(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = ONE_LINE.matcher(line.strip());
      if (matcher.matches()) {
        String options = matcher.group(1) == null ? "" : matcher.group(1);
        sources.add(
            new AptSource(
                matcher.group(2), matcher.group(3), words(matcher.group(4)), signedBy(options)));
      }
    }
    return sources;
  }

  private static String signedBy(String options) {
    Matcher matcher = Pattern.compile("signed-by=(\\S+)").matcher(options);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Reads a file of deb822 stanzas, {@code Types: deb …} (sources.list(5)). */
  static List<AptSource> parseDeb822(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String stanza : text.split("\\R[ \t]*\\R", -1)) {
      Map<String, String> fields = fields(stanza);
      boolean enabled = !fields.getOrDefault("enabled", "yes").strip().matches("(?i)no|false|0");
      if (enabled && words(fields.getOrDefault("types", "")).contains("deb")) {
        addAll(sources, fields);
      }
    }
    return sources;
  }

  private static void addAll(List<AptSource> sources, Map<String, String> fields) {
    for (String uri : words(fields.getOrDefault("uris", ""))) {
      for (String suite : words(fields.getOrDefault("suites", ""))) {
        sources.add(
            new AptSource(
                uri,
                suite,
                words(fields.getOrDefault("components", "")),
                fields.getOrDefault("signed-by", "").strip()));
      }
    }
  }

  private static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new TreeMap<>();
    String last = "";
    for (String line : stanza.lines().toList()) {
      int colon = line.indexOf(':');
      if (line.startsWith("#")) {
        continue;
      }
      if ((line.startsWith(" ") || line.startsWith("\t")) && !last.isEmpty()) {
        fields.merge(last, line, (before, more) -> before + "\n" + more);
      } else if (colon > 0) {
        last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.put(last, line.substring(colon + 1));
      }
    }
    return fields;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
