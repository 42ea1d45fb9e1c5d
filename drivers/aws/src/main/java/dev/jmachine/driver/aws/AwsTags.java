package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Tags that say whose a resource is. They go into the call that makes it, never into a later one.
 */
final class AwsTags {
  static final String NAME = "jmachine:name";
  static final String UID = "jmachine:uid";
  static final String EXPIRES = "jmachine:expires";
  static final String CREATED = "jmachine:created";
  private static final String OWNER = "jmachine:owner";
  private static final String STORE = "jmachine:store";

  private AwsTags() {}

  /** All tags of a machine's resources, the user's included. */
  static Map<String, String> of(CreateRequest request, AwsSettings settings, Owner owner) {
    Map<String, String> tags = of(request.name(), request.uid(), settings, owner);
    Instant expires = request.expires();
    if (expires != null) {
      tags.put(EXPIRES, expires.toString());
    }
    return tags;
  }

  static Map<String, String> of(MachineName name, String uid, AwsSettings settings, Owner owner) {
    Map<String, String> tags = new TreeMap<>(settings.tags());
    tags.putIfAbsent("Name", name.value());
    tags.put(NAME, name.value());
    tags.put(UID, uid);
    tags.put(OWNER, owner.user());
    tags.put(STORE, owner.store());
    return tags;
  }

  /**
   * The tags with the moment at which the entry was made. A call that is repeated in another
   * process must be the same to the letter, and so finds the moment in the ledger.
   */
  static Map<String, String> dated(Map<String, String> tags, Resource entry) {
    Map<String, String> dated = new TreeMap<>(tags);
    String created = entry.attributes().get(CREATED);
    if (created != null) {
      dated.put(CREATED, created);
    }
    return dated;
  }

  static TagSpecification on(ResourceType type, Map<String, String> tags) {
    List<Tag> list =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return TagSpecification.builder().resourceType(type).tags(list).build();
  }

  static @Nullable String value(List<Tag> tags, String key) {
    for (Tag tag : tags) {
      if (tag.key().equals(key)) {
        return tag.value();
      }
    }
    return null;
  }

  /** The resource with its owner; empty where the tags are not ours. */
  static Stream<OwnedResource> owned(List<Tag> tags, Resource resource) {
    String name = value(tags, NAME);
    String uid = value(tags, UID);
    return name == null || uid == null
        ? Stream.empty()
        : Stream.of(
            new OwnedResource(
                name, uid, resource, owner(tags), moment(tags, CREATED), moment(tags, EXPIRES)));
  }

  private static @Nullable Owner owner(List<Tag> tags) {
    String user = value(tags, OWNER);
    String store = value(tags, STORE);
    return user == null || store == null ? null : new Owner(user, store);
  }

  /** Null also for a text that somebody has changed into no moment. */
  private static @Nullable Instant moment(List<Tag> tags, String key) {
    String text = value(tags, key);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
