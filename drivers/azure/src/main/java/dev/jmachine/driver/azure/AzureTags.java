package dev.jmachine.driver.azure;

import dev.jmachine.core.cloud.OwnerTags;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.machine.MachineName;
import java.util.Map;
import java.util.TreeMap;

/** The tags of what we make: the owner's and the user's own. */
final class AzureTags {
  /** Azure forbids {@code <>%&\?/} in a tag's name, and nothing else. */
  static final OwnerTags OURS = new OwnerTags("jmachine:");

  private AzureTags() {}

  /** All tags of a machine's resources. */
  static Map<String, String> of(CreateRequest request, AzureSettings settings, Owner owner) {
    return with(settings, OURS.of(request, owner));
  }

  static Map<String, String> of(MachineName name, String uid, AzureSettings settings, Owner owner) {
    return with(settings, OURS.of(name, uid, owner));
  }

  private static Map<String, String> with(AzureSettings settings, Map<String, String> ours) {
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    tags.putAll(settings.tags());
    ours.forEach(
        (name, value) -> {
          tags.remove(name); // with its letters as the user wrote them
          tags.put(name, value);
        });
    return tags;
  }
}
