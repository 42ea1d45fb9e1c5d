package dev.jmachine.tls;

import static dev.jmachine.tls.Certs.NAMES;
import static dev.jmachine.tls.Certs.NOW;
import static dev.jmachine.tls.Certs.RANDOM;
import static dev.jmachine.tls.Certs.WEB;
import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;

class CertificateContentTest {
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String SUBJECT_KEY_ID = "2.5.29.14";
  private static final String AUTHORITY_KEY_ID = "2.5.29.35";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_CERT_SIGN = 5;
  private static final int CRL_SIGN = 6;

  private final RootAuthority root = Certs.root();
  private final MachineAuthority machine = root.issueMachineAuthority(WEB);

  @Test
  void theRootIssuesAuthoritiesAndThoseIssueLeavesOnly() throws Exception {
    X509Certificate signedByRoot = Certificates.parse(server().chainPem()).get(1);
    assertThat(certificate(root).getBasicConstraints()).isEqualTo(1);
    assertThat(certificate(machine).getBasicConstraints()).isZero();
    assertThat(signedByRoot.getBasicConstraints()).isZero();
    assertThat(leaf(server()).getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf(client()).getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void basicConstraintsAndKeyUsageAreCriticalEverywhere() throws Exception {
    for (X509Certificate any : everything()) {
      assertThat(any.getCriticalExtensionOIDs())
          .containsExactlyInAnyOrder(BASIC_CONSTRAINTS, KEY_USAGE);
      assertThat(any.getNonCriticalExtensionOIDs()).contains(SUBJECT_KEY_ID, AUTHORITY_KEY_ID);
    }
  }

  @Test
  void keyUsagesAreTheLeastThatEachNeeds() throws Exception {
    assertThat(usages(certificate(root))).containsExactly(KEY_CERT_SIGN, CRL_SIGN);
    assertThat(usages(certificate(machine))).containsExactly(KEY_CERT_SIGN, CRL_SIGN);
    assertThat(usages(leaf(server()))).containsExactly(DIGITAL_SIGNATURE);
    assertThat(usages(leaf(client()))).containsExactly(DIGITAL_SIGNATURE);
  }

  @Test
  void aServersRsaKeyMayAlsoEncipherKeys() throws Exception {
    SigningRequest rsa =
        SigningRequest.parse(Certs.requestPem(Certs.rsa(2048), "SHA256withRSA", null));
    assertThat(usages(leaf(machine.issueServer(rsa, NAMES))))
        .containsExactly(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT);
  }

  @Test
  void aServerServesAndAClientAsksAndNeitherDoesMore() throws Exception {
    assertThat(leaf(server()).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf(client()).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate(machine).getExtendedKeyUsage()).isNull();
  }

  @Test
  void keysMadeHereAreP256() {
    for (X509Certificate made : List.of(certificate(root), certificate(machine), leaf(client()))) {
      assertThat(made.getPublicKey()).isInstanceOf(ECPublicKey.class);
      assertThat(
              ((ECPublicKey) made.getPublicKey()).getParams().getCurve().getField().getFieldSize())
          .isEqualTo(256);
      assertThat(made.getSigAlgName()).isEqualTo("SHA256withECDSA");
    }
  }

  @Test
  void serialsArePositiveOfTwentyOctetsAndNeverTheSame() {
    List<X509Certificate> many =
        IntStream.range(0, 50).mapToObj(i -> leaf(machine.issueClient("a@b"))).toList();
    assertThat(many).allSatisfy(one -> assertThat(one.getSerialNumber().signum()).isPositive());
    assertThat(many).allSatisfy(one -> assertThat(one.getSerialNumber().toByteArray()).hasSize(20));
    assertThat(new HashSet<>(many.stream().map(X509Certificate::getSerialNumber).toList()))
        .hasSize(50);
  }

  @Test
  void twoAuthoritiesOfOneMachineHaveTwoNames() {
    assertThat(machine.facts().subject())
        .isNotEqualTo(root.issueMachineAuthority(WEB).facts().subject());
    assertThat(root.facts().subject()).isNotEqualTo(Certs.root().facts().subject());
  }

  @Test
  void bothFormsOfAMachinesAuthorityAreOneNameAndKey() throws Exception {
    X509Certificate signedByRoot = Certificates.parse(server().chainPem()).get(1);
    X509Certificate anchor = certificate(machine);
    assertThat(signedByRoot.getSubjectX500Principal()).isEqualTo(anchor.getSubjectX500Principal());
    assertThat(signedByRoot.getPublicKey()).isEqualTo(anchor.getPublicKey());
    assertThat(signedByRoot.getNotAfter()).isEqualTo(anchor.getNotAfter());
    assertThat(anchor.getIssuerX500Principal()).isEqualTo(anchor.getSubjectX500Principal());
    assertThat(signedByRoot.getIssuerX500Principal())
        .isEqualTo(certificate(root).getSubjectX500Principal());
  }

  @Test
  void subjectsNameTheUserTheMachineAndItsUid() throws Exception {
    assertThat(client().facts().subject())
        .isEqualTo("CN=alice@laptop/0123456789abcdef,OU=client,O=jmachine");
    assertThat(server().facts().subject())
        .isEqualTo("CN=web-1/0123456789abcdef,OU=server,O=jmachine");
  }

  @Test
  void aHostileOwnerAddsNoAttributeAndNoName() {
    String subject =
        machine.issueClient("eve,O=admins+CN=root\n/x" + "y".repeat(99)).facts().subject();
    assertThat(subject).startsWith("CN=eve_O_admins_CN_root_/x").endsWith(",OU=client,O=jmachine");
    String commonName = subject.substring(3, subject.indexOf(','));
    assertThat(commonName).hasSize(64).endsWith("/0123456789abcdef");
  }

  @Test
  void livesAreBackdatedByAnHourAndEndWhenTheyShould() throws Exception {
    Instant start = NOW.minus(Duration.ofHours(1));
    assertThat(everything())
        .allSatisfy(one -> assertThat(one.getNotBefore().toInstant()).isEqualTo(start));
    assertThat(root.facts().notAfter()).isEqualTo(NOW.plus(Duration.ofDays(3652)));
    assertThat(machine.facts().notAfter()).isEqualTo(NOW.plus(Duration.ofDays(365)));
    assertThat(server().facts().notAfter()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(client().facts().notAfter()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(machine.issueClient("a@b", Duration.ofHours(3)).facts().notAfter())
        .isEqualTo(NOW.plus(Duration.ofHours(3)));
  }

  @Test
  void nothingOutlivesItsIssuer() throws Exception {
    Instant late = root.facts().notAfter().minus(Duration.ofDays(10));
    MachineAuthority last = rootAt(late).issueMachineAuthority(WEB);
    assertThat(last.facts().notAfter()).isEqualTo(root.facts().notAfter());
    assertThat(last.issueClient("a@b").facts().notAfter()).isEqualTo(root.facts().notAfter());
    assertThat(last.issueServer(Certs.request(), NAMES).facts().notAfter())
        .isEqualTo(root.facts().notAfter());
  }

  @Test
  void anAuthorityThatEndedIssuesNothing() {
    Instant after = machine.facts().notAfter().plusSeconds(1);
    MachineAuthority ended = MachineAuthority.parse(machine.toPem(), WEB, Certs.at(after), RANDOM);
    assertFails(Kind.EXPIRED, () -> ended.issueClient("a@b"));
  }

  @Test
  void aClockFromBeforeTheAuthorityIsReported() {
    RootAuthority early = rootAt(NOW.minus(Duration.ofDays(1)));
    assertFails(Kind.NOT_YET_VALID, () -> early.issueMachineAuthority(WEB))
        .hasMessageContaining("clock");
  }

  @Test
  void aClockThatIsSlowByLessThanAnHourDoesNoHarm() {
    Instant slow = NOW.minus(Duration.ofMinutes(59));
    MachineAuthority issued = rootAt(slow).issueMachineAuthority(WEB);
    assertThat(issued.facts().notBefore()).isEqualTo(root.facts().notBefore());
  }

  @Test
  void livesPastTheYear2050AreWrittenRightly() {
    Instant future = Instant.parse("2060-02-29T00:00:00Z");
    RootAuthority late = RootAuthority.create("a@b", Certs.at(future), RANDOM);
    assertThat(late.facts().notAfter()).isEqualTo(future.plus(RootAuthority.LIFE));
  }

  @Test
  void whatARequestAsksForIsNotGranted() throws Exception {
    ExtensionsGenerator wanted = new ExtensionsGenerator();
    wanted.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    wanted.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, "bank.example.com")));
    SigningRequest greedy =
        SigningRequest.parse(
            Certs.requestPem(Certs.ec("secp256r1"), "SHA256withECDSA", wanted.generate()));
    CertificateFacts facts = machine.issueServer(greedy, NAMES).facts();
    assertThat(facts.isCa()).isFalse();
    assertThat(facts.names()).doesNotContain("bank.example.com").contains("web-1", "192.0.2.7");
    assertThat(facts.subject()).doesNotContain("host");
  }

  @Test
  void noKeyIsPrintedByAccident() {
    ClientCertificate client = client();
    assertThat(client.toString()).doesNotContain("PRIVATE");
    assertThat(client.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(client.certificatePem()).containsOnlyOnce("BEGIN").doesNotContain("KEY");
  }

  private RootAuthority rootAt(Instant now) {
    Issuer issuer = root.issuer();
    return new RootAuthority(new Issuer(issuer.certificate(), issuer.key(), Certs.at(now), RANDOM));
  }

  private List<X509Certificate> everything() throws Exception {
    List<X509Certificate> all = new ArrayList<>(Certificates.parse(server().chainPem()));
    all.addAll(List.of(certificate(root), certificate(machine), leaf(client())));
    return all;
  }

  private ServerCertificate server() throws Exception {
    return machine.issueServer(Certs.request(), NAMES);
  }

  private ClientCertificate client() {
    return machine.issueClient("alice@laptop");
  }

  private static X509Certificate certificate(CertificateAuthority authority) {
    return Certificates.first(authority.certificatePem());
  }

  private static X509Certificate leaf(ServerCertificate server) {
    return Certificates.first(server.chainPem());
  }

  private static X509Certificate leaf(ClientCertificate client) {
    return Certificates.first(client.certificatePem());
  }

  private static List<Integer> usages(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return Stream.iterate(0, i -> i + 1).limit(usage.length).filter(i -> usage[i]).toList();
  }
}
