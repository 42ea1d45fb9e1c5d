package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** PKCS#8 keys under a passphrase. */
final class EncryptedKeys {
  private EncryptedKeys() {}

  static String pem(PrivateKey key, char[] passphrase, SecureRandom random) {
    Pbes2 scheme = Pbes2.withNewSalt(random);
    byte[] plain = key.getEncoded();
    try {
      byte[] encrypted = scheme.crypt(Cipher.ENCRYPT_MODE, plain, passphrase);
      return Pem.encode(
          Pem.ENCRYPTED_PRIVATE_KEY,
          new EncryptedPrivateKeyInfo(scheme.identifier(), encrypted).getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot encrypt a key", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  static PrivateKey parse(String pem, char[] passphrase) {
    EncryptedPrivateKeyInfo key = info(Pem.only(Pem.ENCRYPTED_PRIVATE_KEY, pem));
    Pbes2 scheme = scheme(key);
    try {
      return PrivateKeys.ofPkcs8(
          scheme.crypt(Cipher.DECRYPT_MODE, key.getEncryptedData(), passphrase));
    } catch (GeneralSecurityException | TlsFailure e) {
      // A wrong passphrase shows as bad padding or, one time in 256, as a key that is none.
      throw new TlsFailure(
          Kind.WRONG_PASSPHRASE,
          "the passphrase does not open the root CA's key",
          "give the passphrase that the root CA was made with",
          e);
    }
  }

  private static EncryptedPrivateKeyInfo info(byte[] der) {
    try {
      return EncryptedPrivateKeyInfo.getInstance(der);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static Pbes2 scheme(EncryptedPrivateKeyInfo key) {
    try {
      return Pbes2.of(key.getEncryptionAlgorithm());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unreadable(e);
    }
  }

  private static TlsFailure unreadable(@Nullable Exception cause) {
    return new TlsFailure(
        Kind.DAMAGED,
        "not PBES2 with PBKDF2 and AES-256-CBC, as openssl pkcs8 -topk8 -v2 aes-256-cbc writes it",
        "restore it from a backup",
        cause);
  }
}
