package dev.jmachine.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The kinds of key and signature that a signing request may have. */
final class AcceptedKeys {
  private static final int SMALLEST_RSA = 2048;
  // Larger ones only cost time: each handshake would take seconds.
  private static final int LARGEST_RSA = 8192;

  private static final List<String> CURVES =
      List.of(SECObjectIdentifiers.secp256r1.getId(), SECObjectIdentifiers.secp384r1.getId());

  private static final Map<String, String> KEYS =
      Map.of(
          X9ObjectIdentifiers.id_ecPublicKey.getId(), "EC",
          PKCSObjectIdentifiers.rsaEncryption.getId(), "RSA",
          EdECObjectIdentifiers.id_Ed25519.getId(), "Ed25519");

  private static final Map<String, String> SIGNATURES =
      Map.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256.getId(), "SHA256withECDSA",
          X9ObjectIdentifiers.ecdsa_with_SHA384.getId(), "SHA384withECDSA",
          X9ObjectIdentifiers.ecdsa_with_SHA512.getId(), "SHA512withECDSA",
          PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(), "SHA256withRSA",
          PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(), "SHA384withRSA",
          PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(), "SHA512withRSA",
          EdECObjectIdentifiers.id_Ed25519.getId(), "Ed25519");

  private AcceptedKeys() {}

  static PublicKey publicKey(SubjectPublicKeyInfo encoded) {
    String algorithm = KEYS.get(encoded.getAlgorithm().getAlgorithm().getId());
    if (algorithm == null) {
      throw SigningRequest.bad("its key is none of P-256, P-384, Ed25519, RSA", null);
    }
    if (algorithm.equals("EC") && !CURVES.contains(curve(encoded.getAlgorithm()))) {
      throw SigningRequest.bad("its curve is neither P-256 nor P-384", null);
    }
    return strong(decode(algorithm, encoded));
  }

  static String signatureAlgorithm(AlgorithmIdentifier identifier) {
    return Optional.ofNullable(SIGNATURES.get(identifier.getAlgorithm().getId()))
        .orElseThrow(() -> SigningRequest.bad("its signature algorithm is not taken", null));
  }

  private static PublicKey strong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < SMALLEST_RSA || bits > LARGEST_RSA) {
        throw SigningRequest.bad("its RSA key has " + bits + " bits, not 2048 to 8192", null);
      }
    }
    return key;
  }

  private static PublicKey decode(String algorithm, SubjectPublicKeyInfo encoded) {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePublic(new X509EncodedKeySpec(encoded.getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw SigningRequest.bad("its key cannot be read", e);
    }
  }

  /** Named curves alone: explicit parameters are how forged curves come in (CVE-2020-0601). */
  private static String curve(AlgorithmIdentifier identifier) {
    return identifier.getParameters() == null ? "" : identifier.getParameters().toString();
  }
}
