package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.HostKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Fingerprints of SSH keys as {@code ssh-keygen -l} prints them: SHA256 and unpadded base64. */
public final class Fingerprints {
  private Fingerprints() {}

  /** "SHA256:" and 43 characters, of a public key or of what is a fingerprint already. */
  public static String of(HostKey key) {
    if (key.isFingerprint()) {
      return key.text();
    }
    byte[] blob = Base64.getDecoder().decode(key.text().substring(key.text().indexOf(' ') + 1));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(blob));
  }

  /** The same with the key's type before it, where that is known. */
  public static String describe(HostKey key) {
    return key.isFingerprint() ? key.text() : type(key) + " " + of(key);
  }

  /** "ssh-ed25519" and the like, of a whole key. */
  static String type(HostKey key) {
    return key.text().substring(0, key.text().indexOf(' '));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
