package dev.jmachine.driver.google;

import dev.jmachine.core.machine.MachineName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Names of what we make: at most 63 of a-z, 0-9 and "-", a letter first (API reference, "name").
 * They hold the machine's uid, so that nobody else has used them, in this project or any other.
 */
final class GoogleNames {
  private static final int LONGEST = 63;

  /** Room for the number of a later attempt. */
  private static final int ATTEMPT = 3;

  private GoogleNames() {}

  /** Of the firewall rule, of its network tag and of the instance. */
  static String of(MachineName name, String uid) {
    int room = LONGEST - "jm--".length() - uid.length() - ATTEMPT;
    String plain = name.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    String cut = plain.substring(0, Math.min(plain.length(), room));
    return "jm-" + cut + "-" + uid;
  }

  /**
   * The id of the request that makes what is so called: a UUID that is always the same (API
   * reference, requestId).
   */
  static String requestId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
