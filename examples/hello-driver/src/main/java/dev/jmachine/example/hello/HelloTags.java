package dev.jmachine.example.hello;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.resource.Resource;
import java.util.Map;
import java.util.stream.Stream;

/** The tags on everything that the driver makes, by which it is found when the record is lost. */
final class HelloTags {
  private static final String NAME = "jmachine-name";
  private static final String UID = "jmachine-uid";

  private HelloTags() {}

  // snippet: tags
  static Map<String, String> of(CreateRequest request) {
    return Map.of(NAME, request.name().value(), UID, request.uid());
  }

  static boolean areOf(String uid, Map<String, String> tags) {
    return uid.equals(tags.get(UID));
  }

  /** The resource with its owner; empty where the tags are not ours. */
  static Stream<OwnedResource> owned(Map<String, String> tags, Resource resource) {
    String name = tags.get(NAME);
    String uid = tags.get(UID);
    return name == null || uid == null
        ? Stream.empty()
        : Stream.of(new OwnedResource(name, uid, resource));
  }

  // end: tags
}
