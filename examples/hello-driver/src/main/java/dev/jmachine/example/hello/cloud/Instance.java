package dev.jmachine.example.hello.cloud;

import java.util.Map;

/**
 * An instance.
 *
 * @param id the cloud's
 * @param token the caller's
 * @param addressId the address that it has
 * @param ip the same address as text
 * @param state "pending", "running", "stopping", "stopped" or "terminating"
 * @param tags the caller's
 */
public record Instance(
    String id,
    String token,
    String size,
    String addressId,
    String ip,
    String state,
    Map<String, String> tags) {
  Instance with(String newState) {
    return new Instance(id, token, size, addressId, ip, newState, tags);
  }

  Instance tagged(Map<String, String> newTags) {
    return new Instance(id, token, size, addressId, ip, state, newTags);
  }
}
