package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Private keys: made as P-256, written and read as PKCS#8. JDK only. */
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private PrivateKeys() {}

  static KeyPair newPair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  static String pem(PrivateKey key) {
    return Pem.encode(Pem.PRIVATE_KEY, key.getEncoded());
  }

  /** Reads the one unencrypted PKCS#8 key of the text. */
  static PrivateKey parse(String pem) {
    return ofPkcs8(Pem.only(Pem.PRIVATE_KEY, pem));
  }

  static PrivateKey ofPkcs8(byte[] pkcs8) {
    for (String algorithm : ALGORITHMS) {
      PrivateKey key = tryAs(algorithm, pkcs8);
      if (key != null) {
        return key;
      }
    }
    throw new TlsFailure(
        Kind.DAMAGED, "not a private key of a known kind", "jmachine regenerate-certs NAME");
  }

  private static @Nullable PrivateKey tryAs(String algorithm, byte[] pkcs8) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      return null; // another algorithm's key, or none's: the caller goes on and says so
    }
  }

  static String signatureAlgorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> "Ed25519";
    };
  }

  /** Whether what the one signs the other verifies. */
  static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
    byte[] probe = publicKey.getEncoded();
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(key));
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // keys of two algorithms or two curves
    }
  }

  static PrivateKey requirePair(PrivateKey key, X509Certificate certificate) {
    if (!belongTogether(key, certificate.getPublicKey())) {
      throw new TlsFailure(
          Kind.DAMAGED,
          "the key is not that of the certificate of " + certificate.getSubjectX500Principal(),
          "jmachine regenerate-certs NAME");
    }
    return key;
  }
}
