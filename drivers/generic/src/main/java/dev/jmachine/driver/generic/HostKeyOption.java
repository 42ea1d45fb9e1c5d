package dev.jmachine.driver.generic;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code --generic-host-key}: a fingerprint, or a key as a file or ssh-keyscan gives it. */
final class HostKeyOption {
  private static final Pattern SHA256 = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final Pattern MD5 = Pattern.compile("(MD5:)?([0-9a-fA-F]{2}:){15}[0-9a-fA-F]{2}");

  private HostKeyOption() {}

  /**
   * Reads one value.
   *
   * @throws MachineFailure USAGE where it is neither
   */
  static HostKey parse(String typed) {
    String text = typed.strip();
    if (SHA256.matcher(text).matches()) {
      return new HostKey(text);
    }
    if (MD5.matcher(text).matches()) {
      throw refused(typed, "an MD5 fingerprint proves nothing any more; give the SHA256 one");
    }
    HostKey key = publicKey(text.split("[ \t]+", -1));
    if (key == null) {
      throw refused(typed, "expected \"ssh-ed25519 AAAA...\" or \"SHA256:...\" in full");
    }
    return key;
  }

  private static @Nullable HostKey publicKey(String[] words) {
    for (int i = 0; i + 1 < words.length; i++) {
      if (PublicKeyText.isType(words[i])) {
        return PublicKeyText.parse(words[i], words[i + 1]);
      }
    }
    return null;
  }

  private static MachineFailure refused(String typed, String why) {
    return MachineFailure.usage(
            "--" + GenericOptions.HOST_KEY + " \"" + typed + "\" is no host key")
        .because(why)
        .hint("on the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
  }
}
