package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a certificate says about itself. Read by the JDK alone (no BouncyCastle, no BigDecimal), so
 * that {@code ls} may ask it. Nothing in here is a statement of trust.
 *
 * @param subject distinguished name (RFC 2253)
 * @param issuer distinguished name (RFC 2253)
 * @param notBefore start of its life
 * @param notAfter end of its life
 * @param names the host names and addresses it holds, as {@link SubjectAltNames} writes them
 * @param isCa whether it may issue certificates
 */
public record CertificateFacts(
    String subject,
    String issuer,
    Instant notBefore,
    Instant notAfter,
    List<String> names,
    boolean isCa) {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  public CertificateFacts {
    names = List.copyOf(names);
  }

  /** Of the first certificate in the text: the leaf, where it is a chain. */
  public static CertificateFacts of(String pem) {
    return of(Certificates.first(pem));
  }

  static CertificateFacts of(X509Certificate certificate) {
    return new CertificateFacts(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        namesOf(certificate),
        certificate.getBasicConstraints() >= 0);
  }

  public boolean isExpired(Instant now) {
    return now.isAfter(notAfter);
  }

  public boolean isNotYetValid(Instant now) {
    return now.isBefore(notBefore);
  }

  /** Whether less than a third of its life is left: time to renew it. */
  public boolean isRenewalDue(Instant now) {
    Duration life = Duration.between(notBefore, notAfter);
    return now.isAfter(notAfter.minus(life.dividedBy(3)));
  }

  /** Whether it holds each of these host names and addresses, in any spelling. */
  public boolean covers(Collection<String> hosts) {
    return names.containsAll(hosts.stream().map(SubjectAltNames::normalised).toList());
  }

  private static List<String> namesOf(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    for (List<?> name : subjectAltNames(certificate)) {
      int type = (Integer) name.get(0);
      if (type == DNS_NAME || type == IP_ADDRESS) {
        names.add((String) name.get(1));
      }
    }
    return names;
  }

  private static Collection<List<?>> subjectAltNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      throw new TlsFailure(
          Kind.DAMAGED,
          "the certificate's names cannot be read",
          "jmachine regenerate-certs NAME",
          e);
    }
  }
}
