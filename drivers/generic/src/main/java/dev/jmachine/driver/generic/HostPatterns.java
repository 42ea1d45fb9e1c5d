package dev.jmachine.driver.generic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first field of a known_hosts line: patterns with {@code *}, {@code ?} and {@code !},
 * separated by commas, or one hashed name {@code |1|SALT|HASH}, as sshd(8) describes them.
 */
record HostPatterns(String field) {
  private static final String HASHED = "|1|";

  /**
   * Whether the field stands for a host.
   *
   * @param name in lower case, with a port other than 22 as {@code [name]:port}
   */
  boolean match(String name) {
    return field.startsWith(HASHED) ? hashMatches(name) : patternsMatch(name);
  }

  private boolean patternsMatch(String name) {
    boolean matched = false;
    for (String pattern : field.toLowerCase(Locale.ROOT).split(",", -1)) {
      boolean negated = pattern.startsWith("!");
      if (glob(negated ? pattern.substring(1) : pattern).matcher(name).matches()) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern.chars().forEach(c -> regex.append(part((char) c)));
    return Pattern.compile(regex.toString());
  }

  private static String part(char c) {
    return switch (c) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(String.valueOf(c));
    };
  }

  private boolean hashMatches(String name) {
    String[] parts = field.substring(HASHED.length()).split("\\|", -1);
    if (parts.length != 2) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(parts[0]);
      byte[] hash = Base64.getDecoder().decode(parts[1]);
      return salt.length > 0 && MessageDigest.isEqual(hash, hmac(salt, name));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** HMAC-SHA1, the only hash that OpenSSH ever gave the prefix {@code |1|}. */
  private static byte[] hmac(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
