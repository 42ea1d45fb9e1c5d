package dev.jmachine.driver.generic;

import dev.jmachine.core.machine.HostKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Public keys as OpenSSH writes them: the type, then base64 of RFC 4253 §6.6. */
final class PublicKeyText {
  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "ssh-rsa");

  private PublicKeyText() {}

  static boolean isType(String word) {
    return TYPES.contains(word);
  }

  /**
   * The key; null where the type is not one of ours or the base64 does not hold a key of that type.
   */
  static @Nullable HostKey parse(String type, String base64) {
    return isType(type) && holds(type, base64) ? new HostKey(type + " " + base64) : null;
  }

  /** Whether two pins mean the same key, one of them perhaps as a fingerprint. */
  static boolean same(HostKey a, HostKey b) {
    return fingerprint(a).equals(fingerprint(b));
  }

  /** As {@code ssh-keygen -l} prints it: "SHA256:" and 43 characters. */
  static String fingerprint(HostKey key) {
    if (key.isFingerprint()) {
      return key.text();
    }
    byte[] blob = Base64.getDecoder().decode(key.text().substring(key.text().indexOf(' ') + 1));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(blob));
  }

  private static boolean holds(String type, String base64) {
    try {
      ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      byte[] name = new byte[type.length()];
      return blob.remaining() > 4 + name.length
          && blob.getInt() == name.length
          && type.equals(text(blob, name));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String text(ByteBuffer blob, byte[] name) {
    blob.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
