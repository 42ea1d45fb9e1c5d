package dev.jmachine.core.driver;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of {@code create --dry-run}.
 *
 * @param kind the provider's word: "virtual machine"
 * @param name the name it would have
 * @param details what the user may want to check before paying: size, image, ports, tags; in order
 *     of the keys
 */
public record PlannedResource(String kind, String name, Map<String, String> details) {
  public PlannedResource {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
