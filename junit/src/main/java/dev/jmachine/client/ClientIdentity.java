package dev.jmachine.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The three files of DOCKER_CERT_PATH as jmachine writes them: P-256 and PKCS#8 (docs/trust.md).
 *
 * @param authorities of ca.pem
 * @param chain of cert.pem
 * @param key of key.pem
 */
record ClientIdentity(
    Collection<? extends Certificate> authorities,
    Collection<? extends Certificate> chain,
    PrivateKey key) {
  static ClientIdentity read(Path folder) {
    try {
      return new ClientIdentity(
          certificates(folder.resolve("ca.pem")),
          certificates(folder.resolve("cert.pem")),
          key(folder.resolve("key.pem")));
    } catch (IOException | GeneralSecurityException e) {
      throw new HostException("cannot read the client certificate in " + folder, e);
    }
  }

  SSLContext context() {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(anchors());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity()}, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new HostException("the client certificate cannot be used", e);
    }
  }

  private OneIdentity identity() {
    return new OneIdentity(chain.stream().map(X509Certificate.class::cast).toList(), key);
  }

  private KeyStore anchors() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate authority : authorities) {
      store.setCertificateEntry("ca-" + number++, authority);
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
