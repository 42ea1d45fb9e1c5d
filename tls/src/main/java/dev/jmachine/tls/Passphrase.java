package dev.jmachine.tls;

import dev.jmachine.tls.PassphraseSource.Purpose;
import dev.jmachine.tls.TlsFailure.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A passphrase for as long as it is needed: closing overwrites it. */
final class Passphrase implements AutoCloseable {
  private final char @Nullable [] characters;

  private Passphrase(char @Nullable [] characters) {
    this.characters = characters;
  }

  static Passphrase ask(PassphraseSource source, Purpose purpose) {
    Passphrase passphrase = new Passphrase(source.passphrase(purpose).orElse(null));
    if (passphrase.characters != null && passphrase.characters.length == 0) {
      throw needed("the passphrase of the root CA is empty");
    }
    return passphrase;
  }

  boolean isGiven() {
    return characters != null;
  }

  char[] characters() {
    if (characters == null) {
      throw needed("the key of the root CA is encrypted");
    }
    return characters;
  }

  private static TlsFailure needed(String what) {
    return new TlsFailure(Kind.PASSPHRASE_NEEDED, what, "give --ca-passphrase-file FILE");
  }

  @Override
  public void close() {
    if (characters != null) {
      Arrays.fill(characters, '\0');
    }
  }
}
