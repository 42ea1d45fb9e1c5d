package dev.jmachine.tls;

import java.util.Optional;

/** Where the passphrase of the root's key comes from: a file, the environment, a prompt. */
@FunctionalInterface
public interface PassphraseSource {
  /** What the passphrase is wanted for; a prompt asks twice for a new one. */
  enum Purpose {
    PROTECT_NEW_KEY,
    UNLOCK_KEY
  }

  /**
   * Called at most once for each opening, and never while a lock is held.
   *
   * @return a copy that the caller of this method overwrites after use; empty for none, which
   *     leaves a new key unencrypted
   */
  Optional<char[]> passphrase(Purpose purpose);

  /** For roots that are not encrypted. */
  static PassphraseSource none() {
    return purpose -> Optional.empty();
  }
}
