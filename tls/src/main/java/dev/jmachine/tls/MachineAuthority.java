package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The authority of one machine: the engine's {@code tlscacert} and the client's {@code ca.pem}.
 *
 * <p>Its certificate exists in two forms with the same name and key: {@link #certificatePem()} is
 * self-signed, since OpenSSL (Python before 3.13, Node) takes only a self-signed certificate as an
 * anchor; the one that the user's root signed goes with the server's certificate, for those who
 * trust the root.
 */
public final class MachineAuthority implements CertificateAuthority {
  public static final Duration LIFE = Duration.ofDays(365);

  /** Life of the certificates it issues, unless a shorter one is asked for. */
  public static final Duration LEAF_LIFE = Duration.ofDays(90);

  private final MachineSubject machine;
  private final Issuer issuer;
  private final X509Certificate signedByRoot;

  private MachineAuthority(MachineSubject machine, Issuer issuer, X509Certificate signedByRoot) {
    this.machine = machine;
    this.issuer = issuer;
    this.signedByRoot = signedByRoot;
  }

  static MachineAuthority issuedBy(
      Issuer root, MachineSubject machine, CertificateContent content, PrivateKey key) {
    X509Certificate signedByRoot = root.issue(content, LIFE);
    Issuer issuer =
        Issuer.selfSigned(content, Validity.of(signedByRoot), key, root.clock(), root.random());
    return new MachineAuthority(machine, issuer, signedByRoot);
  }

  /** Reads what {@link #toPem()} wrote. */
  public static MachineAuthority parse(
      String pem, MachineSubject machine, Clock clock, SecureRandom random) {
    List<X509Certificate> forms = Certificates.parse(pem);
    PrivateKey key = PrivateKeys.parse(pem);
    if (forms.size() != 2 || !PrivateKeys.belongTogether(key, forms.getFirst().getPublicKey())) {
      throw new TlsFailure(
          Kind.DAMAGED,
          "the authority of machine " + machine.name() + " is damaged",
          "jmachine regenerate-certs " + machine.name());
    }
    return new MachineAuthority(
        machine, new Issuer(forms.getFirst(), key, clock, random), forms.getLast());
  }

  /** Key and certificates, to be kept in a file of mode 0600 ({@link PemFiles#writePrivate}). */
  public String toPem() {
    return PrivateKeys.pem(issuer.key()) + certificatePem() + Certificates.pem(signedByRoot);
  }

  /** What {@code ca.pem} and the engine's {@code tlscacert} hold. */
  @Override
  public String certificatePem() {
    return Certificates.pem(issuer.certificate());
  }

  /** Issues for the key of a request that the host made; the host keeps the key. */
  public ServerCertificate issueServer(SigningRequest request, SubjectAltNames names) {
    return issueServer(request, names, LEAF_LIFE);
  }

  /**
   * Issues for the key of a request, for a life of its own.
   *
   * @param life shorter than {@link #LEAF_LIFE} for a machine that ends by itself
   */
  public ServerCertificate issueServer(
      SigningRequest request, SubjectAltNames names, Duration life) {
    DistinguishedName name = DistinguishedName.of("server", machine.name(), machine.uid());
    X509Certificate leaf =
        issuer.issue(CertificateContent.server(name, request.publicKey(), names), life);
    return new ServerCertificate(
        Certificates.pem(leaf) + Certificates.pem(signedByRoot), CertificateFacts.of(leaf));
  }

  /** Issues for a new P-256 key. */
  public ClientCertificate issueClient(String owner) {
    return issueClient(owner, LEAF_LIFE);
  }

  /**
   * Issues for a new P-256 key, for a life of its own.
   *
   * @param owner {@code user@computer}: the engine hands it to authorization plugins
   * @param life shorter than {@link #LEAF_LIFE} for a machine that ends by itself
   */
  public ClientCertificate issueClient(String owner, Duration life) {
    KeyPair pair = PrivateKeys.newPair(issuer.random());
    DistinguishedName name = DistinguishedName.of("client", owner, machine.uid());
    X509Certificate leaf = issuer.issue(CertificateContent.client(name, pair.getPublic()), life);
    return new ClientCertificate(
        Certificates.pem(leaf), PrivateKeys.pem(pair.getPrivate()), CertificateFacts.of(leaf));
  }
}
