package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The authorities that are trusted for one machine: one, or the old and the new while its
 * certificates are rotated. Written, it is a {@code ca.pem}, with nothing in it but certificates.
 */
public final class CaBundle {
  /** What a certificate is shown for. */
  public enum Use {
    SERVER("1.3.6.1.5.5.7.3.1"),
    CLIENT("1.3.6.1.5.5.7.3.2");

    private final String oid;

    Use(String oid) {
      this.oid = oid;
    }
  }

  private final Set<X509Certificate> authorities;

  private CaBundle(Set<X509Certificate> authorities) {
    this.authorities = authorities;
  }

  /** Reads a {@code ca.pem}. */
  public static CaBundle parse(String pem) {
    return new CaBundle(new LinkedHashSet<>(Certificates.parse(pem)));
  }

  /** With one more authority, put first; the same bundle when it is in there. */
  public CaBundle with(CertificateAuthority authority) {
    X509Certificate added = Certificates.first(authority.certificatePem());
    return new CaBundle(
        Stream.concat(Stream.of(added), authorities.stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** What {@code ca.pem} and {@code tlscacert} hold. */
  public String toPem() {
    return authorities.stream().map(Certificates::pem).collect(Collectors.joining());
  }

  /** The facts of each authority, in order. */
  public List<CertificateFacts> facts() {
    return authorities.stream().map(CertificateFacts::of).toList();
  }

  Set<X509Certificate> authorities() {
    return authorities;
  }

  /**
   * Checks that one of these authorities issued a certificate for that use, good at that time.
   *
   * @param pem the certificate, or a chain that starts with it
   * @throws TlsFailure UNTRUSTED with the reason
   */
  public void verify(String pem, Use use, Instant at) {
    X509Certificate leaf = Certificates.first(pem);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      CertPathValidator.getInstance("PKIX")
          .validate(factory.generateCertPath(List.of(leaf)), parameters(at));
      List<String> uses = leaf.getExtendedKeyUsage();
      if (uses == null || !uses.contains(use.oid)) {
        throw new GeneralSecurityException("it is not for use by a " + use);
      }
    } catch (GeneralSecurityException e) {
      throw new TlsFailure(
          Kind.UNTRUSTED,
          "the certificate of "
              + leaf.getSubjectX500Principal()
              + " is not trusted: "
              + e.getMessage(),
          "jmachine regenerate-certs NAME",
          e);
    }
  }

  private PKIXParameters parameters(Instant at) throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(
            authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet()));
    parameters.setRevocationEnabled(false); // dockerd knows no revocation; lives are short instead
    parameters.setDate(Date.from(at));
    return parameters;
  }
}
