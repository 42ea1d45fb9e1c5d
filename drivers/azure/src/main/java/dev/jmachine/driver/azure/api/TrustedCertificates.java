package dev.jmachine.driver.azure.api;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in a user's own authorities, such as that of a private cloud or of a proxy. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * TLS that trusts the runtime's authorities and those of a file.
   *
   * @param file certificates as PEM
   * @throws MachineFailure USAGE where the file can't be used
   */
  static SSLContext and(String file) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      addUsual(trusted);
      addAll(trusted, "user", read(file));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw MachineFailure.usage("cannot use the certificates of " + file).because(e);
    }
  }

  private static Collection<? extends Certificate> read(String file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static void addUsual(KeyStore trusted) throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager usual) {
        X509Certificate[] all = usual.getAcceptedIssuers();
        addAll(trusted, "usual", java.util.List.of(all));
      }
    }
  }

  private static void addAll(
      KeyStore trusted, String prefix, Collection<? extends Certificate> certificates)
      throws GeneralSecurityException {
    int number = 0;
    for (Certificate certificate : certificates) {
      trusted.setCertificateEntry(prefix + number++, certificate);
    }
  }

  private static TrustManager[] managers(@org.jspecify.annotations.Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
