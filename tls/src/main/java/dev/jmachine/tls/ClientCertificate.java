package dev.jmachine.tls;

/**
 * What the user's client shows.
 *
 * @param certificatePem {@code cert.pem}: the certificate alone, since the engine's anchor is its
 *     issuer
 * @param keyPem {@code key.pem}: PKCS#8, not encrypted, since Docker's clients refuse encrypted
 *     keys
 * @param facts of the certificate
 */
public record ClientCertificate(String certificatePem, String keyPem, CertificateFacts facts) {
  /** Leaves the key out, so that none gets into a log. */
  @Override
  public String toString() {
    return "ClientCertificate[" + facts + "]";
  }
}
