package dev.jmachine.testkit.gce;

import java.util.Map;

/** Gives an instance its external address at each start. */
@FunctionalInterface
public interface GceAddresses {
  /**
   * What is known of a start.
   *
   * @param instance its name
   * @param number how many starts there were before, all instances together
   * @param metadata the instance's metadata items
   */
  record Start(String instance, int number, Map<String, String> metadata) {
    public Start {
      metadata = Map.copyOf(metadata);
    }
  }

  String next(Start start);
}
