package dev.jmachine.driver.google;

import dev.jmachine.core.resource.Resource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an instance is.
 *
 * @param zone "europe-west1-b"
 * @param name unique in its project and zone
 */
record InstanceId(String zone, String name) {
  private static final String ZONE = "zone";
  private static final String NAME = "instance";

  /** Of an entry: one of our own is called as its token, one that was there as the entry says. */
  static InstanceId of(Resource entry) {
    Map<String, String> attributes = entry.attributes();
    return new InstanceId(
        attributes.getOrDefault(ZONE, ""), attributes.getOrDefault(NAME, entry.token()));
  }

  /** Attributes with the zone of an instance of our own. */
  static Map<String, String> in(String zone, Map<String, String> attributes) {
    Map<String, String> all = new TreeMap<>(attributes);
    all.put(ZONE, zone);
    return all;
  }

  /** Attributes with zone and name of an instance that was there. */
  Map<String, String> attributes(Map<String, String> others) {
    Map<String, String> all = in(zone, others);
    all.put(NAME, name);
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
