package dev.jmachine.dist.training;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The engine: tells its version over mutual TLS, with the certificate that it was given. */
final class MockEngine {
  static final String ALIAS = "engine";
  static final String PASSWORD = "training";

  private static final String PING =
      "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nServer: Docker/26.1.5 (linux)\r\n"
          + "Content-Length: 2\r\n\r\nOK";

  private final Path keyStore;
  private @Nullable SSLContext context;

  MockEngine(Path keyStore) {
    this.keyStore = keyStore;
  }

  /** Takes the certificate that was issued for its request, and whose clients it shall serve. */
  synchronized void identify(String chain, String authorities) throws IOException {
    try {
      char[] password = PASSWORD.toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keyStore)) {
        store.load(in, password);
      }
      Key key = store.getKey(ALIAS, password);
      store.setKeyEntry(ALIAS, key, password, certificates(chain));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password);
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(keys.getKeyManagers(), trusting(authorities).getTrustManagers(), null);
      context = made;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static TrustManagerFactory trusting(String authorities)
      throws IOException, GeneralSecurityException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    for (Certificate authority : certificates(authorities)) {
      anchors.setCertificateEntry("ca", authority);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(anchors);
    return trust;
  }

  private static Certificate[] certificates(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
        .toArray(Certificate[]::new);
  }

  synchronized void listen(int port) throws IOException {
    SSLContext known = context;
    if (known == null) {
      throw new IOException("the engine has no certificate yet");
    }
    SSLServerSocket server =
        (SSLServerSocket)
            known
                .getServerSocketFactory()
                .createServerSocket(port, 0, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    Thread.ofPlatform().daemon().start(() -> serve(server));
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      serveOne(server);
    }
  }

  private static void serveOne(SSLServerSocket server) {
    try (SSLSocket client = (SSLSocket) server.accept()) {
      Lines lines = new Lines(client.getInputStream(), client.getOutputStream());
      skipHead(lines);
      lines.write(PING);
    } catch (IOException e) {
      return; // a client that went, or is not ours
    }
  }

  /** Whatever it asks for. */
  private static void skipHead(Lines lines) throws IOException {
    String line = lines.read();
    while (line != null && !line.isBlank()) {
      line = lines.read();
    }
  }
}
