package dev.jmachine.bootstrap.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.tls.ClientCertificate;
import dev.jmachine.tls.ClientTls;
import dev.jmachine.tls.MachineAuthority;
import dev.jmachine.tls.MachineSubject;
import dev.jmachine.tls.RootAuthority;
import dev.jmachine.tls.SigningRequest;
import dev.jmachine.tls.SubjectAltNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineClientTest {
  private static final String ANSWER = "{\"Version\":\"28.2.2\",\"ApiVersion\":\"1.50\"}";
  private final RootAuthority root =
      RootAuthority.create("me", Clock.systemUTC(), new SecureRandom());
  private final MachineAuthority mine = root.issueMachineAuthority(new MachineSubject("a", "1"));
  private final MachineAuthority other = root.issueMachineAuthority(new MachineSubject("b", "2"));

  @Test
  void theVersionComesOverMutualTls() throws Exception {
    String ping =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Api-Version: 1.50",
            "server: Docker/28.2.2+dfsg1 (linux)",
            "Content-Length: 2",
            "",
            "OK");
    try (SSLServerSocket engine = engine(List.of(), ping)) {
      EngineVersion version = client(mine, mine, engine, "127.0.0.1").version(soon());
      assertThat(version).isEqualTo(new EngineVersion("28.2.2+dfsg1", "1.50"));
    }
  }

  @Test
  void anEngineWhoseHeadersDoNotSayItIsAskedForItsVersion() throws Exception {
    try (SSLServerSocket engine = engine(List.of(), plain(ANSWER))) {
      EngineVersion version = client(mine, mine, engine, "127.0.0.1").version(soon());
      assertThat(version).isEqualTo(new EngineVersion("28.2.2", "1.50"));
    }
  }

  @Test
  void anAnswerInChunksIsReadToo() throws Exception {
    String chunked =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "5",
            "{\"Ver",
            "10",
            "sion\":\"20.10.5\"}",
            "0",
            "",
            "");
    try (SSLServerSocket engine = engine(List.of(), chunked)) {
      assertThat(client(mine, mine, engine, "127.0.0.1").version(soon()).version())
          .isEqualTo("20.10.5");
    }
  }

  @Test
  void theClientOfAnotherMachineIsRefusedAndTheReasonIsKnown() throws Exception {
    for (int i = 0; i < 5; i++) { // whether the reason or the hang-up arrives first is chance
      try (SSLServerSocket engine = engine(List.of(), plain(ANSWER))) {
        assertThat(trouble(client(mine, other, engine, "127.0.0.1")))
            .isEqualTo(TlsTrouble.CLIENT_REFUSED);
      }
    }
  }

  @Test
  void anEngineOfAnotherMachineIsNotTrusted() throws Exception {
    try (SSLServerSocket engine = engine(List.of(), plain(ANSWER))) {
      assertThat(trouble(client(other, mine, engine, "127.0.0.1")))
          .isEqualTo(TlsTrouble.SERVER_UNTRUSTED);
    }
  }

  @Test
  void aCertificateForOtherNamesIsNotTrusted() throws Exception {
    try (SSLServerSocket engine = engine(List.of("10.0.0.1"), plain(ANSWER))) {
      assertThat(trouble(client(mine, mine, engine, "127.0.0.2")))
          .isEqualTo(TlsTrouble.SERVER_NAME);
    }
  }

  @Test
  void whatIsNoEngineIsSaidToBeNone() throws Exception {
    try (SSLServerSocket engine = engine(List.of(), plain("hello"))) {
      EngineClient client = client(mine, mine, engine, "127.0.0.1");
      assertThat(catchThrowableOfType(IOException.class, () -> client.version(soon())))
          .hasMessage("what answers there is no engine");
    }
  }

  private static @Nullable TlsTrouble trouble(EngineClient client) {
    return TlsTrouble.of(catchThrowableOfType(IOException.class, () -> client.version(soon())));
  }

  private static String plain(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static EngineClient client(
      MachineAuthority trusted, MachineAuthority issuer, SSLServerSocket engine, String host) {
    ClientCertificate client = issuer.issueClient("me");
    ClientTls tls =
        ClientTls.of(trusted.certificatePem(), client.certificatePem(), client.keyPem());
    return new EngineClient(host, engine.getLocalPort(), tls);
  }

  private SSLServerSocket engine(List<String> names, String answer) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String chain =
        mine.issueServer(new SigningRequest(pair.getPublic()), SubjectAltNames.forServer(names))
            .chainPem();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(pair, chain), trust(mine.certificatePem()), null);
    SSLServerSocket listener =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    listener.setNeedClientAuth(true);
    Thread.ofVirtual().start(() -> serve(listener, answer));
    return listener;
  }

  private static javax.net.ssl.KeyManager[] keys(KeyPair pair, String chain) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("k", pair.getPrivate(), new char[] {'x'}, certificates(chain));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[] {'x'});
    return factory.getKeyManagers();
  }

  private static javax.net.ssl.TrustManager[] trust(String ca) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", certificates(ca)[0]);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Certificate[] certificates(String pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .toArray(Certificate[]::new);
  }

  private static void serve(SSLServerSocket listener, String answer) {
    while (!listener.isClosed()) {
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        byte[] request = new byte[4096];
        if (socket.getInputStream().read(request) > 0) {
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        // a client that was refused, or the end
      }
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30), Ticker.system());
  }
}
