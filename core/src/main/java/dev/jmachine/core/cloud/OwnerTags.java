package dev.jmachine.core.cloud;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tags that say whose a resource is. They go into the call that makes it, never into a later one.
 *
 * @param prefix of every key, with what the cloud allows as separator: "jmachine:"
 */
public record OwnerTags(String prefix) {
  /** Key of the machine's name. */
  public String name() {
    return prefix + "name";
  }

  /** Key of the machine's uid: what makes a resource ours. */
  public String uid() {
    return prefix + "uid";
  }

  /** Key of the moment at which the resource should be gone, as {@link Instant#toString}. */
  public String expires() {
    return prefix + "expires";
  }

  /** Key of the moment at which the resource was entered in the ledger. */
  public String created() {
    return prefix + "created";
  }

  private String owner() {
    return prefix + "owner";
  }

  private String store() {
    return prefix + "store";
  }

  /** The tags of a machine's resources, with its expiry where it has one. */
  public Map<String, String> of(CreateRequest request, Owner owner) {
    Map<String, String> tags = of(request.name(), request.uid(), owner);
    Instant expires = request.expires();
    if (expires != null) {
      tags.put(expires(), expires.toString());
    }
    return tags;
  }

  /** The tags without an expiry; a map of the caller's own. */
  public Map<String, String> of(MachineName name, String uid, Owner owner) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(name(), name.value());
    tags.put(uid(), uid);
    tags.put(owner(), owner.user());
    tags.put(store(), owner.store());
    return tags;
  }

  /**
   * The tags with the moment at which the entry was made. A call that is repeated in another
   * process must be the same to the letter, and so finds the moment in the ledger's attribute
   * {@link #created}.
   */
  public Map<String, String> dated(Map<String, String> tags, Resource entry) {
    Map<String, String> dated = new TreeMap<>(tags);
    String created = entry.attributes().get(created());
    if (created != null) {
      dated.put(created(), created);
    }
    return dated;
  }

  /** The resource with its owner; empty where the tags are not ours. */
  public Optional<OwnedResource> owned(Map<String, String> tags, Resource resource) {
    String name = tags.get(name());
    String uid = tags.get(uid());
    return name == null || uid == null
        ? Optional.empty()
        : Optional.of(
            new OwnedResource(
                name,
                uid,
                resource,
                owner(tags),
                moment(tags.get(created())),
                moment(tags.get(expires()))));
  }

  private @Nullable Owner owner(Map<String, String> tags) {
    String user = tags.get(owner());
    String store = tags.get(store());
    return user == null || store == null ? null : new Owner(user, store);
  }

  /** Null also for a text that somebody has changed into no moment. */
  private static @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
