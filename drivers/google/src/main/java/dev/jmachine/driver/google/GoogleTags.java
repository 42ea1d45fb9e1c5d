package dev.jmachine.driver.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.compute.v1.Firewall;
import com.google.cloud.compute.v1.Instance;
import dev.jmachine.core.cloud.OwnerTags;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.resource.Resource;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose a resource is. A label may hold nothing but 63 of a-z, 0-9, "-" and "_", and a firewall
 * rule has none; so the description holds everything to the letter, and an instance's labels say
 * the same again for filters and for people. The expiry, which moves, is in what can be changed: in
 * the label of an instance, and in the description of a rule.
 */
final class GoogleTags {
  static final OwnerTags OURS = new OwnerTags("jmachine-");

  private static final int LONGEST = 63;

  private GoogleTags() {}

  /** Labels of an instance and its disk. */
  static Map<String, String> labels(Map<String, String> tags) {
    Map<String, String> labels = new TreeMap<>();
    tags.forEach((key, value) -> labels.put(key, label(value)));
    return labels;
  }

  /** As a label may be: "2026-01-01T12:00:00Z" as "2026-01-01t12-00-00z". */
  private static String label(String value) {
    String plain = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    return plain.substring(0, Math.min(LONGEST, plain.length()));
  }

  /** The label of a moment, in whole seconds. */
  static String label(Instant moment) {
    return label(moment.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Everything to the letter, as "key=value key=value" with values as in URLs. */
  static String description(Map<String, String> tags) {
    StringJoiner text = new StringJoiner(" ");
    tags.forEach((key, value) -> text.add(key + "=" + URLEncoder.encode(value, UTF_8)));
    return text.toString();
  }

  /** What a description says; whatever else is in it is passed over. */
  static Map<String, String> read(String description) {
    Map<String, String> tags = new TreeMap<>();
    for (String word : description.split(" ")) {
      int equals = word.indexOf('=');
      if (word.startsWith(OURS.prefix()) && equals > 0) {
        tags.put(word.substring(0, equals), decoded(word.substring(equals + 1)));
      }
    }
    return tags;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** The instance with its owner; empty where it is not ours. */
  static Optional<OwnedResource> owned(Instance instance, Resource resource) {
    Map<String, String> tags = read(instance.getDescription());
    String uid = instance.getLabelsOrDefault(OURS.uid(), "");
    String expires = moment(instance.getLabelsMap().get(OURS.expires()));
    if (expires != null) {
      tags.put(OURS.expires(), expires);
    }
    return uid.equals(tags.get(OURS.uid())) ? OURS.owned(tags, resource) : Optional.empty();
  }

  /** The rule with its owner; empty where it is not ours. */
  static Optional<OwnedResource> owned(Firewall rule, Resource resource) {
    return OURS.owned(read(rule.getDescription()), resource);
  }

  /** A moment's label as a moment is written: "2026-01-01T12:00:00Z"; null for anything else. */
  private static @Nullable String moment(@Nullable String label) {
    return label != null && label.matches("\\d{4}-\\d\\d-\\d\\dt\\d\\d-\\d\\d-\\d\\dz")
        ? label.substring(0, 10) + "T" + label.substring(11, 19).replace('-', ':') + "Z"
        : null;
  }
}
