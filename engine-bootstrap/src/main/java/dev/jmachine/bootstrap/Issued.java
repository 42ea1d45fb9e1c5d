package dev.jmachine.bootstrap;

import dev.jmachine.tls.CertificateFacts;
import java.time.Instant;

/**
 * The certificates of one story.
 *
 * @param client facts of the client's
 * @param ca what the daemon trusts, PEM
 * @param chain what the daemon shows, PEM: its own certificate, then its issuer's
 */
record Issued(CertificateFacts client, String ca, String chain) {
  /** The sooner end of the two, ISO-8601, as the record keeps it. */
  String firstEnd() {
    Instant server = CertificateFacts.of(chain).notAfter();
    return (server.isBefore(client.notAfter()) ? server : client.notAfter()).toString();
  }
}
