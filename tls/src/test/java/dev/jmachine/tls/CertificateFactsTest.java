package dev.jmachine.tls;

import static dev.jmachine.tls.Certs.NOW;
import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.TlsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateFactsTest {
  private final MachineAuthority machine = Certs.machine();

  @Test
  void aChainIsReadByItsFirstCertificate() throws Exception {
    ServerCertificate server = machine.issueServer(Certs.request(), Certs.NAMES);
    CertificateFacts facts = CertificateFacts.of(server.chainPem());
    assertThat(facts).isEqualTo(server.facts());
    assertThat(facts.isCa()).isFalse();
    assertThat(facts.issuer()).isEqualTo(machine.facts().subject());
    assertThat(facts.names())
        .containsExactly("localhost", "web-1", "0:0:0:0:0:0:0:1", "127.0.0.1", "192.0.2.7");
  }

  @Test
  void lifeIsTold() {
    CertificateFacts facts = machine.issueClient("a@b").facts();
    Instant end = NOW.plus(Duration.ofDays(90));
    assertThat(facts.notAfter()).isEqualTo(end);
    assertThat(facts.isExpired(end)).isFalse();
    assertThat(facts.isExpired(end.plusSeconds(1))).isTrue();
    assertThat(facts.isNotYetValid(NOW)).isFalse();
    assertThat(facts.isNotYetValid(NOW.minus(Duration.ofMinutes(61)))).isTrue();
  }

  @Test
  void renewalIsDueInTheLastThirdOfLife() {
    CertificateFacts facts = machine.issueClient("a@b").facts();
    assertThat(facts.isRenewalDue(NOW.plus(Duration.ofDays(59)))).isFalse();
    assertThat(facts.isRenewalDue(NOW.plus(Duration.ofDays(61)))).isTrue();
  }

  @Test
  void aCertificateWithoutNamesHasNone() {
    assertThat(machine.facts().names()).isEmpty();
    assertThat(machine.facts().covers(List.of("localhost"))).isFalse();
  }

  @Test
  void textWithoutACertificateIsRefused() {
    assertFails(Kind.DAMAGED, () -> CertificateFacts.of(""));
    assertFails(Kind.DAMAGED, () -> CertificateFacts.of(Pem.encode("CERTIFICATE", new byte[99])));
  }
}
