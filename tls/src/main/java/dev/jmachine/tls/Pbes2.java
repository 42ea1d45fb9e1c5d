package dev.jmachine.tls;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Encryption under a passphrase (RFC 8018): PBKDF2 and AES-256-CBC, which openssl reads and writes.
 * The passphrase counts as UTF-8. Composed here since the JDK's own PBES2 takes ASCII only.
 */
record Pbes2(PBKDF2Params derivation, ASN1OctetString iv) {
  /** OWASP's figure for PBKDF2 with HMAC-SHA-512 (Password Storage Cheat Sheet). */
  private static final int ITERATIONS = 210_000;

  private static final int SALT_BYTES = 16;
  private static final int BLOCK_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private static final Map<String, String> DERIVATIONS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA256.getId(), "PBKDF2WithHmacSHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384.getId(), "PBKDF2WithHmacSHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512.getId(), "PBKDF2WithHmacSHA512");

  static Pbes2 withNewSalt(SecureRandom random) {
    AlgorithmIdentifier hmac =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA512, DERNull.INSTANCE);
    return new Pbes2(
        new PBKDF2Params(bytes(SALT_BYTES, random), ITERATIONS, KEY_BYTES, hmac),
        new DEROctetString(bytes(BLOCK_BYTES, random)));
  }

  /**
   * Reads the parameters beside an encrypted key.
   *
   * @throws IllegalArgumentException for any other scheme
   */
  static Pbes2 of(AlgorithmIdentifier identifier) {
    PBES2Parameters parameters = PBES2Parameters.getInstance(identifier.getParameters());
    EncryptionScheme cipher = parameters.getEncryptionScheme();
    KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
    if (!PKCSObjectIdentifiers.id_PBES2.equals(identifier.getAlgorithm())
        || !NISTObjectIdentifiers.id_aes256_CBC.equals(cipher.getAlgorithm())
        || !PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
      throw new IllegalArgumentException("another encryption");
    }
    return new Pbes2(
        PBKDF2Params.getInstance(derivation.getParameters()),
        ASN1OctetString.getInstance(cipher.getParameters()));
  }

  AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_PBES2,
        new PBES2Parameters(
            new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, iv)));
  }

  byte[] crypt(int mode, byte[] data, char[] passphrase) throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(
            passphrase,
            derivation.getSalt(),
            derivation.getIterationCount().intValueExact(),
            KEY_BYTES * Byte.SIZE);
    try {
      SecretKeyFactory factory = SecretKeyFactory.getInstance(derivationName());
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      SecretKeySpec key = new SecretKeySpec(factory.generateSecret(spec).getEncoded(), "AES");
      cipher.init(mode, key, new IvParameterSpec(iv.getOctets()));
      return cipher.doFinal(data);
    } finally {
      spec.clearPassword();
    }
  }

  private String derivationName() {
    String id = derivation.getPrf().getAlgorithm().getId();
    return DERIVATIONS.getOrDefault(id, "PBKDF2WithHmacSHA1");
  }

  private static byte[] bytes(int count, SecureRandom random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
