package dev.jmachine.core.resource;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a create makes at a provider: an instance, a disk, a process, a folder.
 *
 * @param kind the provider's word for it, such as "instance" or "security-group"
 * @param token the idempotency token or deterministic name that goes into the call that makes it
 * @param id the provider's id; null from the intent until the call answered
 * @param attributes what the driver needs to find and delete it later (region, zone, path); no
 *     secret
 */
public record Resource(
    String kind, String token, @Nullable String id, Map<String, String> attributes) {
  public Resource {
    if (kind.isBlank() || token.isBlank()) {
      throw new IllegalArgumentException("a resource needs a kind and a token");
    }
    attributes =
        attributes.size() < 2
            ? Map.copyOf(attributes)
            : Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(attributes)));
  }

  /** What will be made. */
  public static Resource intent(String kind, String token, Map<String, String> attributes) {
    return new Resource(kind, token, null, attributes);
  }

  /** The same with the id that the provider gave. */
  public Resource made(String newId) {
    return new Resource(kind, token, newId, attributes);
  }

  /** For people: "instance i-0abc", or "instance (token)" while its id is not known. */
  public String label() {
    return id == null ? kind + " (" + token + ")" : kind + " " + id;
  }
}
