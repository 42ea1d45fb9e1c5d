package dev.jmachine.tls;

/**
 * What the engine shows.
 *
 * @param chainPem the certificate and, after it, its machine authority's as signed by the root
 * @param facts of the certificate itself
 */
public record ServerCertificate(String chainPem, CertificateFacts facts) {}
