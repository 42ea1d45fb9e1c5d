package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.OwnerTags;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of what we make: the owner's and the user's own, in EC2's form. */
final class AwsTags {
  static final OwnerTags OURS = new OwnerTags("jmachine:");

  private AwsTags() {}

  /** All tags of a machine's resources, the user's included. */
  static Map<String, String> of(CreateRequest request, AwsSettings settings, Owner owner) {
    return with(settings, request.name(), OURS.of(request, owner));
  }

  static Map<String, String> of(MachineName name, String uid, AwsSettings settings, Owner owner) {
    return with(settings, name, OURS.of(name, uid, owner));
  }

  private static Map<String, String> with(
      AwsSettings settings, MachineName name, Map<String, String> ours) {
    Map<String, String> tags = new TreeMap<>(settings.tags());
    tags.putIfAbsent("Name", name.value());
    tags.putAll(ours);
    return tags;
  }

  static TagSpecification on(ResourceType type, Map<String, String> tags) {
    List<Tag> list =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return TagSpecification.builder().resourceType(type).tags(list).build();
  }

  /** The resource with its owner; empty where the tags are not ours. */
  static Optional<OwnedResource> owned(List<Tag> tags, Resource resource) {
    Map<String, String> values = new HashMap<>();
    tags.forEach(tag -> values.put(tag.key(), tag.value()));
    return OURS.owned(values, resource);
  }
}
