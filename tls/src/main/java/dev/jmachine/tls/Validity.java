package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From when to when a certificate is good. */
record Validity(Instant notBefore, Instant notAfter) {
  /** Starts a little in the past; whole seconds, as certificates hold them. */
  static Validity from(Clock clock, Duration life) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Validity(now.minus(CertificateAuthority.BACKDATED), now.plus(life));
  }

  static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /** Cut to the issuer's: a certificate never outlives what vouches for it. */
  Validity within(Validity issuer) {
    return new Validity(
        notBefore.isBefore(issuer.notBefore) ? issuer.notBefore : notBefore,
        notAfter.isAfter(issuer.notAfter) ? issuer.notAfter : notAfter);
  }

  /**
   * Refuses an authority that has ended or not begun: what it issued now would be worth nothing.
   */
  void requireNow(Clock clock, String what, String renewal) {
    Instant now = clock.instant();
    if (now.isAfter(notAfter)) {
      throw new TlsFailure(Kind.EXPIRED, what + " expired on " + notAfter, renewal);
    }
    if (now.isBefore(notBefore)) {
      throw new TlsFailure(
          Kind.NOT_YET_VALID,
          what + " is valid from " + notBefore + ", but this computer's clock says " + now,
          "set this computer's clock, then run the command again");
    }
  }
}
