package dev.jmachine.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Mutual TLS as a client of one machine's engine: trusts that machine's authorities and none of the
 * system's, shows its client certificate, and always checks the server's name or address. Of the
 * JDK alone; hand both parts to {@code HttpClient.Builder}.
 */
public final class ClientTls {
  // Of a key store that lives in memory only, so it protects nothing.
  private static final char[] IN_MEMORY = {'m'};

  private final SSLContext context;

  private ClientTls(SSLContext context) {
    this.context = context;
  }

  /**
   * Makes the context of one machine.
   *
   * @param caPem {@code ca.pem}, one authority or several
   * @param certificatePem {@code cert.pem}
   * @param keyPem {@code key.pem}, PKCS#8
   * @throws TlsFailure DAMAGED when one cannot be read or the key is not the certificate's
   */
  public static ClientTls of(String caPem, String certificatePem, String keyPem) {
    CaBundle authorities = CaBundle.parse(caPem);
    X509Certificate certificate = Certificates.first(certificatePem);
    PrivateKey key = PrivateKeys.parse(keyPem);
    PrivateKeys.requirePair(key, certificate);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          showing(certificate, key),
          new TrustManager[] {new NamedPeerTrust(trusting(authorities))},
          null);
      return new ClientTls(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot speak TLS", e);
    }
  }

  public SSLContext context() {
    return context;
  }

  /** A new copy: TLS 1.3, else 1.2, with the check of the server's name on. */
  public SSLParameters parameters() {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  private static KeyManager[] showing(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, IN_MEMORY, new Certificate[] {certificate});
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  private static X509ExtendedTrustManager trusting(CaBundle authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate authority : authorities.authorities()) {
      store.setCertificateEntry("ca" + number++, authority);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
