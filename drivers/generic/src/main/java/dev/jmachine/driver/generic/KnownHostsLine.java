package dev.jmachine.driver.generic;

import dev.jmachine.core.machine.HostKey;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
 *
 * @param marker what stands before the hosts
 * @param hosts for whom it is
 * @param key the key; null where it is of a kind that jmachine does not use (DSA, SSH 1) or damaged
 */
record KnownHostsLine(Marker marker, HostPatterns hosts, @Nullable HostKey key) {
  /** The word with {@code @} at the start of a line. */
  enum Marker {
    NONE,
    REVOKED,
    CERT_AUTHORITY,
    UNKNOWN
  }

  /** Reads a line; null for a comment, an empty line or one with too few fields. */
  static @Nullable KnownHostsLine parse(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    String[] fields = text.split("[ \t]+", 5);
    Marker marker = marker(fields[0]);
    int first = marker == Marker.NONE ? 0 : 1;
    return fields.length < first + 3
        ? null
        : new KnownHostsLine(
            marker,
            new HostPatterns(fields[first]),
            PublicKeyText.parse(fields[first + 1], fields[first + 2]));
  }

  private static Marker marker(String field) {
    if (!field.startsWith("@")) {
      return Marker.NONE;
    }
    return switch (field) {
      case "@revoked" -> Marker.REVOKED;
      case "@cert-authority" -> Marker.CERT_AUTHORITY;
      default -> Marker.UNKNOWN;
    };
  }
}
