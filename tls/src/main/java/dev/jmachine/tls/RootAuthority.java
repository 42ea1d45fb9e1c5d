package dev.jmachine.tls;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** The user's own authority. It issues machine authorities and nothing else. */
public final class RootAuthority implements CertificateAuthority {
  /** Ten years. */
  public static final Duration LIFE = Duration.ofDays(3652);

  /** Authorities below it: those of machines, and none below these. */
  static final int PATH_LENGTH = 1;

  private final Issuer issuer;

  RootAuthority(Issuer issuer) {
    this.issuer = issuer;
  }

  /**
   * A new root with a new P-256 key.
   *
   * @param owner for people: {@code user@computer}
   */
  public static RootAuthority create(String owner, Clock clock, SecureRandom random) {
    KeyPair pair = PrivateKeys.newPair(random);
    DistinguishedName name = DistinguishedName.unique("root CA", owner, random);
    CertificateContent content = CertificateContent.authority(name, pair.getPublic(), PATH_LENGTH);
    Validity validity = Validity.from(clock, LIFE);
    return new RootAuthority(
        Issuer.selfSigned(content, validity, pair.getPrivate(), clock, random));
  }

  /** A new authority for one machine; call it again for the machine's next one (rotation). */
  public MachineAuthority issueMachineAuthority(MachineSubject machine) {
    KeyPair pair = PrivateKeys.newPair(issuer.random());
    DistinguishedName name =
        DistinguishedName.unique(
            "machine CA", machine.name() + "/" + machine.uid(), issuer.random());
    CertificateContent content =
        CertificateContent.authority(name, pair.getPublic(), PATH_LENGTH - 1);
    return MachineAuthority.issuedBy(issuer, machine, content, pair.getPrivate());
  }

  @Override
  public String certificatePem() {
    return Certificates.pem(issuer.certificate());
  }

  Issuer issuer() {
    return issuer;
  }
}
