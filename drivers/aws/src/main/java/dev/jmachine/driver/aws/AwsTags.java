package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
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

  private AwsTags() {}

  /** All tags of a machine's resources, the user's included. */
  static Map<String, String> of(MachineName name, String uid, AwsSettings settings) {
    Map<String, String> tags = new TreeMap<>(settings.tags());
    tags.putIfAbsent("Name", name.value());
    tags.put(NAME, name.value());
    tags.put(UID, uid);
    return tags;
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
        : Stream.of(new OwnedResource(name, uid, resource));
  }
}
