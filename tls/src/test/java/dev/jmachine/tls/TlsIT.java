package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.tls.Openssl.Result;
import dev.jmachine.tls.Openssl.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our certificates in the hands of the real openssl, which makes the server's key as a host does.
 */
class TlsIT {
  private static final String GET = "GET / HTTP/1.0\r\n\r\n";

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private final RootAuthority root =
      RootAuthority.create("alice@laptop", Clock.systemUTC(), random);
  private final MachineAuthority web =
      root.issueMachineAuthority(new MachineSubject("web-1", "aaaa"));
  private final MachineAuthority other =
      root.issueMachineAuthority(new MachineSubject("web-2", "bbbb"));

  @BeforeEach
  void writeWhatTheUserHas() throws Exception {
    write("root.pem", root.certificatePem());
    write("ca.pem", web.certificatePem());
    write("own", web.issueClient("alice@laptop"));
    write("strange", other.issueClient("alice@laptop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec -pkeyopt ec_paramgen_curve:P-256",
        "ec -pkeyopt ec_paramgen_curve:P-384",
        "ed25519",
        "rsa:2048"
      })
  void opensslTrustsTheServersCertificateByTheMachinesAndByTheUsersAuthority(String key)
      throws Exception {
    issueServer(key);
    assertVerified("-CAfile ca.pem -purpose sslserver -verify_ip 192.0.2.7 server.pem");
    assertVerified("-CAfile ca.pem -purpose sslserver -verify_hostname web-1 server.pem");
    assertVerified("-CAfile root.pem -untrusted server.pem -purpose sslserver server.pem");
    assertVerified("-CAfile ca.pem -purpose sslclient own-cert.pem");
    assertNotVerified("-CAfile ca.pem -purpose sslclient server.pem");
    assertNotVerified("-CAfile ca.pem -purpose sslserver -verify_ip 192.0.2.8 server.pem");
    assertNotVerified("-CAfile ca.pem -purpose sslclient strange-cert.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec -pkeyopt ec_paramgen_curve:P-256", "ed25519", "rsa:2048"})
  void clientAndServerShakeHandsAndAStrangerIsRefused(String key) throws Exception {
    issueServer(key);
    try (Server server = serve()) {
      for (String version : List.of("-tls1_2", "-tls1_3")) {
        assertThat(connect(server, "own", version).output()).contains("HTTP/1.0 200 ok");
        assertThat(connect(server, "strange", version).output())
            .doesNotContain("HTTP/1.0 200")
            .containsIgnoringCase("alert");
      }
    }
  }

  @Test
  void ourOwnClientIsAnsweredAndAStrangerIsNot() throws Exception {
    issueServer("ed25519");
    try (Server server = serve()) {
      assertThat(get(server, "own").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(server, "strange")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void ourOwnClientRefusesTheServerOfAnotherMachine() throws Exception {
    issueServer("ed25519");
    write("ca.pem", other.certificatePem());
    try (Server server = openssl().serve("-cert server.pem -key server-key.pem -www")) {
      assertThatThrownBy(() -> get(server, "own"))
          .hasStackTraceContaining("unable to find valid certification path");
    }
  }

  @Test
  void anEncryptedRootKeyPassesBetweenOpensslAndUs() throws Exception {
    Path certs = folder.resolve("certs");
    RootAuthority made = open(certs, "pässword");
    write("passphrase", "pässword");
    Result rewrapped =
        openssl()
            .run(
                "pkcs8 -topk8 -in certs/ca-key.pem -passin file:passphrase -v2 aes-256-cbc"
                    + " -passout pass:other -out new-key.pem");
    assertThat(rewrapped.exitCode()).as(rewrapped.output()).isZero();
    PemFiles.writePrivate(
        certs.resolve("ca-key.pem"), Files.readString(folder.resolve("new-key.pem")));
    assertThat(open(certs, "other").certificatePem()).isEqualTo(made.certificatePem());
  }

  private RootAuthority open(Path certs, String passphrase) throws InterruptedException {
    return new AuthorityStore(certs, Clock.systemUTC(), random)
        .open("alice@laptop", purpose -> Optional.of(passphrase.toCharArray()));
  }

  private void issueServer(String key) throws Exception {
    Result made =
        openssl()
            .run(
                "req -new -nodes -keyout server-key.pem -out server.csr -subj /CN=host -newkey "
                    + key);
    assertThat(made.exitCode()).as(made.output()).isZero();
    SigningRequest request = SigningRequest.parse(Files.readString(folder.resolve("server.csr")));
    SubjectAltNames names = SubjectAltNames.forServer(List.of("192.0.2.7", "web-1"));
    write("server.pem", web.issueServer(request, names).chainPem());
  }

  private Server serve() throws IOException {
    return openssl()
        .serve(
            "-cert server.pem -cert_chain server.pem -key server-key.pem"
                + " -CAfile ca.pem -Verify 1 -verify_return_error -www");
  }

  private Result connect(Server server, String client, String version) throws Exception {
    return openssl()
        .run(
            "s_client -connect 127.0.0.1:%d -CAfile ca.pem -cert %s-cert.pem -key %s-key.pem %s"
                    .formatted(server.port(), client, client, version)
                + " -verify_return_error -verify_ip 127.0.0.1 -ign_eof",
            GET);
  }

  private HttpResponse<String> get(Server server, String client) throws Exception {
    ClientTls tls =
        ClientTls.of(read("ca.pem"), read(client + "-cert.pem"), read(client + "-key.pem"));
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(tls.context()).sslParameters(tls.parameters()).build()) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  private void assertVerified(String arguments) throws Exception {
    Result result = openssl().run("verify -x509_strict " + arguments);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private void assertNotVerified(String arguments) throws Exception {
    assertThat(openssl().run("verify -x509_strict " + arguments).exitCode()).isEqualTo(2);
  }

  private Openssl openssl() {
    return new Openssl(folder);
  }

  private void write(String name, ClientCertificate client) throws IOException {
    write(name + "-cert.pem", client.certificatePem());
    write(name + "-key.pem", client.keyPem());
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return PemFiles.read(folder.resolve(file));
  }
}
