package dev.jmachine.core.machine;

import java.util.regex.Pattern;

/**
 * A pinned SSH host key: either a public key as in known_hosts, "ssh-ed25519 AAAA…" (RFC 4253 §6.6,
 * no comment), or a fingerprint as {@code ssh-keygen -l} prints it, "SHA256:" and 43 characters.
 */
public record HostKey(String text) {
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("(ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+={0,2}");
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  public HostKey {
    if (!PUBLIC_KEY.matcher(text).matches() && !FINGERPRINT.matcher(text).matches()) {
      throw new IllegalArgumentException("neither a public key nor a SHA256 fingerprint: " + text);
    }
  }

  /** Whether only the fingerprint is known; the whole key takes its place after the first login. */
  public boolean isFingerprint() {
    return text.startsWith("SHA256:");
  }

  @Override
  public String toString() {
    return text;
  }
}
