package dev.jmachine.testkit.gce;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filters of list calls, as far as they are used: whether there is a label, and a pattern of
 * names (API reference, "filter").
 */
final class GceFilter {
  private static final Pattern LABEL = Pattern.compile("labels\\.([a-z0-9_-]+):\\*");
  private static final Pattern NAME = Pattern.compile("name eq (\\S+)");

  private GceFilter() {}

  static boolean passes(@Nullable String filter, String name, Map<String, Object> labels) {
    if (filter == null) {
      return true;
    }
    Matcher label = LABEL.matcher(filter);
    if (label.matches()) {
      return labels.containsKey(label.group(1));
    }
    Matcher pattern = NAME.matcher(filter);
    if (pattern.matches()) {
      return name.matches(pattern.group(1));
    }
    throw new IllegalArgumentException("this stub knows no filter like " + filter);
  }
}
