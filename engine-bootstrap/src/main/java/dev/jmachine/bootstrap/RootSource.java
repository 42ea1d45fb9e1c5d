package dev.jmachine.bootstrap;

import dev.jmachine.tls.AuthorityStore;
import dev.jmachine.tls.PassphraseSource;
import dev.jmachine.tls.RootAuthority;

/**
 * Opens the user's root authority when a machine needs an authority of its own; not called
 * otherwise, so a passphrase is asked for as rarely as can be.
 */
@FunctionalInterface
public interface RootSource {
  RootAuthority open() throws InterruptedException;

  /**
   * The root in a store.
   *
   * @param owner {@code user@computer}
   */
  static RootSource in(AuthorityStore store, String owner, PassphraseSource passphrases) {
    return () -> store.open(owner, passphrases);
  }
}
