package dev.jmachine.core.machine;

/**
 * A pinned SSH host key: either a public key as in known_hosts, "ssh-ed25519 AAAA…" (RFC 4253 §6.6,
 * no comment), or a fingerprint as {@code ssh-keygen -l} prints it, "SHA256:" and 43 characters.
 */
public record HostKey(String text) {
  private static final String FINGERPRINT = "SHA256:";
  private static final int FINGERPRINT_LENGTH = FINGERPRINT.length() + 43;

  public HostKey {
    if (!isFingerprint(text) && !isPublicKey(text)) {
      throw new IllegalArgumentException("neither a public key nor a SHA256 fingerprint: " + text);
    }
  }

  /** Whether only the fingerprint is known; the whole key takes its place after the first login. */
  public boolean isFingerprint() {
    return text.startsWith(FINGERPRINT);
  }

  private static boolean isFingerprint(String text) {
    return text.startsWith(FINGERPRINT)
        && text.length() == FINGERPRINT_LENGTH
        && isBase64(text, FINGERPRINT.length(), text.length());
  }

  // loops, since regular expressions cost milliseconds where a thousand records are read
  private static boolean isPublicKey(String text) {
    int space = text.indexOf(' ');
    if (space < 0 || !(text.startsWith("ssh-") || text.startsWith("ecdsa-"))) {
      return false;
    }
    int end = text.length();
    while (end > text.length() - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    return isAlgorithm(text, space) && isBase64(text, space + 1, end);
  }

  private static boolean isAlgorithm(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return text.charAt(end - 1) != '-';
  }

  private static boolean isBase64(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
        return false;
      }
    }
    return end > start;
  }

  @Override
  public String toString() {
    return text;
  }
}
