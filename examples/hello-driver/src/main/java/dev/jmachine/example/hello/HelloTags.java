package dev.jmachine.example.hello;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.resource.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tags on everything that the driver makes, by which it is found when the record is lost. */
final class HelloTags {
  private static final String NAME = "jmachine-name";
  private static final String UID = "jmachine-uid";
  private static final String OWNER = "jmachine-owner";
  private static final String STORE = "jmachine-store";
  private static final String CREATED = "jmachine-created";
  private static final String EXPIRES = "jmachine-expires";

  private HelloTags() {}

  // snippet: tags
  static Map<String, String> of(CreateRequest request, DriverContext context) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(NAME, request.name().value());
    tags.put(UID, request.uid());
    tags.put(OWNER, context.owner().user());
    tags.put(STORE, context.owner().store());
    tags.put(CREATED, context.clock().instant().toString());
    return until(request.expires(), tags);
  }

  /** The same tags with another expiry; null for none. */
  static Map<String, String> until(@Nullable Instant expires, Map<String, String> tags) {
    Map<String, String> moved = new TreeMap<>(tags);
    if (expires == null) {
      moved.remove(EXPIRES);
    } else {
      moved.put(EXPIRES, expires.toString());
    }
    return moved;
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
        : Stream.of(
            new OwnedResource(
                name, uid, resource, owner(tags), moment(tags, CREATED), moment(tags, EXPIRES)));
  }

  private static @Nullable Owner owner(Map<String, String> tags) {
    String user = tags.get(OWNER);
    String store = tags.get(STORE);
    return user == null || store == null ? null : new Owner(user, store);
  }

  private static @Nullable Instant moment(Map<String, String> tags, String key) {
    String text = tags.get(key);
    return text == null ? null : Instant.parse(text);
  }

  // end: tags
}
