package dev.jmachine.tls;

import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.tls.TlsFailure.Kind;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides judge by today's clock, so these certificates are issued by it. */
class ClientTlsTest {
  private final RootAuthority root =
      RootAuthority.create("alice@laptop", Clock.systemUTC(), Certs.RANDOM);
  private final MachineAuthority machine = root.issueMachineAuthority(Certs.WEB);
  private final KeyPair serverKey = pair();

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothSidesTrustEachOther(String version) throws Exception {
    SSLEngine client = client(machine, "192.0.2.7");
    SSLParameters parameters = client.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    client.setSSLParameters(parameters);
    new Handshake(client, server()).run();
    assertThat(client.getSession().getProtocol()).isEqualTo(version);
    assertThat(client.getSession().getPeerCertificates()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-1", "localhost", "127.0.0.1", "::1", "[::1]", "2001:db8::7"})
  void aServerIsTrustedByEachOfItsNames(String host) throws Exception {
    new Handshake(client(machine, host), server()).run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.8", "web-2", "web-1.example.com", "::2"})
  void aServerOfAnotherNameOrAddressIsRefused(String host) {
    assertThatThrownBy(() -> new Handshake(client(machine, host), server()).run())
        .isInstanceOf(SSLException.class)
        .hasStackTraceContaining("subject alternative");
  }

  @Test
  void aServerOfAnotherMachineIsRefusedByItsOwnAddressToo() throws Exception {
    MachineAuthority other = root.issueMachineAuthority(Certs.WEB);
    SSLEngine client = client(other, "192.0.2.7");
    assertThatThrownBy(() -> new Handshake(client, server()).run())
        .isInstanceOf(SSLException.class)
        .hasStackTraceContaining("unable to find valid certification path");
  }

  @Test
  void aClientDoesNotEvenShowItsCertificateToTheServerOfAnotherMachine() throws Exception {
    MachineAuthority other = root.issueMachineAuthority(Certs.WEB);
    ClientCertificate stranger = other.issueClient("alice@laptop");
    ClientTls tls =
        ClientTls.of(machine.certificatePem(), stranger.certificatePem(), stranger.keyPem());
    assertThatThrownBy(() -> new Handshake(engine(tls, "192.0.2.7"), server()).run())
        .isInstanceOf(SSLException.class)
        .hasStackTraceContaining("Empty client certificate chain");
  }

  @Test
  void nothingIsTrustedWhenTheCheckOfTheNameWasForgotten() throws Exception {
    SSLEngine forgetful = tls(machine).context().createSSLEngine("192.0.2.7", 2376);
    forgetful.setUseClientMode(true);
    assertThatThrownBy(() -> new Handshake(forgetful, server()).run())
        .hasStackTraceContaining("the check of the server's name is off");
  }

  @Test
  void onlyModernVersionsAreOffered() {
    assertThat(tls(machine).parameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
  }

  @Test
  void theKeyMustBeThatOfTheCertificate() {
    ClientCertificate one = machine.issueClient("a@b");
    ClientCertificate two = machine.issueClient("a@b");
    assertFails(
        Kind.DAMAGED,
        () -> ClientTls.of(machine.certificatePem(), one.certificatePem(), two.keyPem()));
    assertFails(
        Kind.DAMAGED, () -> ClientTls.of(machine.certificatePem(), one.certificatePem(), "x"));
  }

  private SSLEngine server() throws Exception {
    SigningRequest request =
        SigningRequest.parse(Certs.requestPem(serverKey, "SHA256withECDSA", null));
    SubjectAltNames names = SubjectAltNames.forServer(List.of("192.0.2.7", "2001:db8::7", "web-1"));
    ServerCertificate certificate = machine.issueServer(request, names);
    return Handshake.server(
        certificate.chainPem(), serverKey.getPrivate(), machine.certificatePem());
  }

  private static SSLEngine client(MachineAuthority machine, String host) {
    return engine(tls(machine), host);
  }

  private static ClientTls tls(MachineAuthority machine) {
    ClientCertificate client = machine.issueClient("alice@laptop");
    return ClientTls.of(machine.certificatePem(), client.certificatePem(), client.keyPem());
  }

  private static SSLEngine engine(ClientTls tls, String host) {
    SSLEngine engine = tls.context().createSSLEngine(host, 2376);
    engine.setUseClientMode(true);
    engine.setSSLParameters(tls.parameters());
    return engine;
  }

  private static KeyPair pair() {
    return PrivateKeys.newPair(Certs.RANDOM);
  }
}
