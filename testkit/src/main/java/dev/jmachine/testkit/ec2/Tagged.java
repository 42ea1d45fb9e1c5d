package dev.jmachine.testkit.ec2;

import java.util.List;
import java.util.Map;

/** How filters look at what has tags. */
final class Tagged {
  private Tagged() {}

  /** Whether a filter by tags lets it through; null where the filter is about something else. */
  static boolean passes(String filter, List<String> values, Map<String, String> tags)
      throws Ec2Error {
    if (filter.equals("tag-key")) {
      return values.stream().anyMatch(tags::containsKey);
    }
    if (filter.startsWith("tag:")) {
      return values.contains(tags.getOrDefault(filter.substring("tag:".length()), ""));
    }
    throw new Ec2Error("InvalidParameterValue", "The filter '" + filter + "' is invalid");
  }
}
