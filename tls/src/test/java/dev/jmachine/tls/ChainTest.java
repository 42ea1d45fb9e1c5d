package dev.jmachine.tls;

import static dev.jmachine.tls.Certs.NAMES;
import static dev.jmachine.tls.Certs.NOW;
import static dev.jmachine.tls.Certs.RANDOM;
import static dev.jmachine.tls.Certs.WEB;
import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.CaBundle.Use;
import dev.jmachine.tls.TlsFailure.Kind;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final RootAuthority root = Certs.root();
  private final MachineAuthority machine = root.issueMachineAuthority(WEB);

  @Test
  void aMachinesCertificatesAreTrustedByItsOwnAuthority() throws Exception {
    CaBundle anchor = CaBundle.parse(machine.certificatePem());
    anchor.verify(server(machine).chainPem(), Use.SERVER, NOW);
    anchor.verify(machine.issueClient("alice@laptop").certificatePem(), Use.CLIENT, NOW);
  }

  @Test
  void theServersChainLeadsToTheUsersRoot() throws Exception {
    List<X509Certificate> chain = Certificates.parse(server(machine).chainPem());
    assertThat(chain).hasSize(2);
    PKIXParameters parameters =
        new PKIXParameters(
            Set.of(new TrustAnchor(Certificates.first(root.certificatePem()), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
  }

  @Test
  void aClientOfOneMachineIsAStrangerToAnother() {
    MachineAuthority other = root.issueMachineAuthority(new MachineSubject("web-2", "fedcba"));
    String client = machine.issueClient("alice@laptop").certificatePem();
    assertUntrusted(CaBundle.parse(other.certificatePem()), client, Use.CLIENT);
  }

  @Test
  void aServersCertificateIsOfNoUseAsAClientsAndTheOtherWayRound() throws Exception {
    CaBundle anchor = CaBundle.parse(machine.certificatePem());
    assertUntrusted(anchor, server(machine).chainPem(), Use.CLIENT);
    assertUntrusted(anchor, machine.issueClient("a@b").certificatePem(), Use.SERVER);
  }

  @Test
  void anExpiredCertificateIsNotTrusted() {
    CaBundle anchor = CaBundle.parse(machine.certificatePem());
    String client = machine.issueClient("alice@laptop").certificatePem();
    assertFails(
        Kind.UNTRUSTED,
        () ->
            anchor.verify(client, Use.CLIENT, NOW.plus(MachineAuthority.LEAF_LIFE).plusSeconds(1)));
  }

  @Test
  void duringRotationTheBundleTrustsOldAndNewClients() {
    MachineAuthority next = root.issueMachineAuthority(WEB);
    CaBundle both = CaBundle.parse(machine.certificatePem()).with(next);
    CaBundle reread = CaBundle.parse(both.with(next).toPem());
    reread.verify(machine.issueClient("a@b").certificatePem(), Use.CLIENT, NOW);
    reread.verify(next.issueClient("a@b").certificatePem(), Use.CLIENT, NOW);
    assertThat(reread.facts()).hasSize(2).first().isEqualTo(next.facts());
  }

  @Test
  void anAuthorityThatWasWrittenAndReadIssuesUnderTheSameAnchor() throws Exception {
    MachineAuthority reread = MachineAuthority.parse(machine.toPem(), WEB, Certs.CLOCK, RANDOM);
    CaBundle.parse(machine.certificatePem()).verify(server(reread).chainPem(), Use.SERVER, NOW);
    assertThat(Certificates.parse(server(reread).chainPem()).get(1))
        .isEqualTo(Certificates.parse(server(machine).chainPem()).get(1));
  }

  private static ServerCertificate server(MachineAuthority authority) throws Exception {
    return authority.issueServer(Certs.request(), NAMES);
  }

  private static void assertUntrusted(CaBundle bundle, String pem, Use use) {
    assertFails(Kind.UNTRUSTED, () -> bundle.verify(pem, use, NOW));
  }
}
