package dev.jmachine.example.hello.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the hello cloud offers. Every call may throw {@link HelloCloudException} with the
 * cloud's error code.
 */
public interface HelloCloud {
  /** The sizes that an instance may have. */
  List<String> sizes() throws InterruptedException;

  /**
   * Reserves an address. The same token again gives the same address.
   *
   * @param token chosen by the caller
   */
  Address reserveAddress(String token, Map<String, String> tags) throws InterruptedException;

  /** Gives an address back. Codes: NotFound, AddressInUse. */
  void releaseAddress(String id) throws InterruptedException;

  /**
   * Launches an instance. The same token again gives the same instance. Codes: LimitExceeded.
   *
   * @param end when the cloud itself terminates it; null for never
   */
  Instance launch(
      String token, String size, String addressId, Map<String, String> tags, @Nullable Instant end)
      throws InterruptedException;

  /** Moves the moment when the cloud itself terminates an instance. Codes: NotFound. */
  void endAt(String id, @Nullable Instant end) throws InterruptedException;

  /** Replaces the tags of an instance or an address. Codes: NotFound. */
  void tag(String id, Map<String, String> tags) throws InterruptedException;

  /** Asks an instance to start, to stop or to end at once. Codes: NotFound. */
  void change(String id, Change change) throws InterruptedException;

  /** All addresses of the account. */
  List<Address> addresses() throws InterruptedException;

  /** All instances of the account; one that has ended is not among them. */
  List<Instance> instances() throws InterruptedException;

  /** What may be done to an instance. */
  enum Change {
    START,
    STOP,
    HALT,
    TERMINATE
  }
}
