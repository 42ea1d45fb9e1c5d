package dev.jmachine.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority's certificate and key, with the time and randomness it issues by. */
record Issuer(X509Certificate certificate, PrivateKey key, Clock clock, SecureRandom random) {
  /** Positive and at most 20 octets (RFC 5280); Go refuses negative serials since 1.23. */
  private static final int SERIAL_BITS = 159;

  static Issuer selfSigned(
      CertificateContent content,
      Validity validity,
      PrivateKey key,
      Clock clock,
      SecureRandom random) {
    X509v3CertificateBuilder builder =
        builder(content.subject().toX500(), validity, content, random);
    return new Issuer(sign(builder, content, content.key(), key, random), key, clock, random);
  }

  X509Certificate issue(CertificateContent content, Duration life) {
    Validity own = Validity.of(certificate);
    own.requireNow(
        clock, "the CA " + certificate.getSubjectX500Principal(), "jmachine regenerate-certs NAME");
    Validity validity = Validity.from(clock, life).within(own);
    X500Name name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    X509v3CertificateBuilder builder = builder(name, validity, content, random);
    return sign(builder, content, certificate.getPublicKey(), key, random);
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, Validity validity, CertificateContent content, SecureRandom random) {
    return new X509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
        Date.from(validity.notBefore()),
        Date.from(validity.notAfter()),
        content.subject().toX500(),
        SubjectPublicKeyInfo.getInstance(content.key().getEncoded()));
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder,
      CertificateContent content,
      PublicKey issuerKey,
      PrivateKey signingKey,
      SecureRandom random) {
    try {
      content.addTo(builder);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(content.key()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(issuerKey));
      JcaContentSignerBuilder signer =
          new JcaContentSignerBuilder(PrivateKeys.signatureAlgorithm(signingKey))
              .setSecureRandom(random);
      return Certificates.ofDer(builder.build(signer.build(signingKey)).getEncoded());
    } catch (IOException | NoSuchAlgorithmException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate cannot be encoded or signed", e);
    }
  }
}
