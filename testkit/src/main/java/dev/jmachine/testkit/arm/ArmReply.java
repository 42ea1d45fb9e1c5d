package dev.jmachine.testkit.arm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param headers besides the usual ones
 * @param body to be sent as JSON; null for none
 */
record ArmReply(int status, Map<String, String> headers, @Nullable Object body) {
  static ArmReply ok(Object body) {
    return new ArmReply(200, Map.of(), body);
  }
}
