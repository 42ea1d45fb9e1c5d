package dev.jmachine.tls;

import java.time.Duration;

/**
 * A certificate and the key that issues below it. The user's root issues machine authorities; each
 * of these issues the certificates of one machine, so that a client of one machine is a stranger to
 * all others (the engine checks only the chain and the use). Issuing is pure: it takes the time and
 * randomness that the authority was made with and touches no file.
 *
 * <p>Nothing issued outlives its issuer, starts before now less {@link #BACKDATED}, or shares its
 * subject or serial with another certificate.
 */
public sealed interface CertificateAuthority permits RootAuthority, MachineAuthority {
  /** How far a certificate's start lies back, for hosts whose clock is slow. */
  Duration BACKDATED = Duration.ofHours(1);

  /** The certificate that others verify with. */
  String certificatePem();

  default CertificateFacts facts() {
    return CertificateFacts.of(certificatePem());
  }
}
