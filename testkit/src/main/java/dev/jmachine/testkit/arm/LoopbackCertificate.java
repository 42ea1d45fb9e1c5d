package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 that nobody trusts unasked, made once for a JVM.
 *
 * @param tls for a server
 * @param pem file with the certificate, for {@code --azure-ca-file}
 */
record LoopbackCertificate(SSLContext tls, Path pem) {
  private static final LoopbackCertificate SHARED = make();

  static LoopbackCertificate shared() {
    return SHARED;
  }

  private static LoopbackCertificate make() {
    KeyStore keys =
        Keytool.generate(
            List.of(
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost"));
    try {
      Path folder = Files.createTempDirectory("jmachine-arm");
      folder.toFile().deleteOnExit();
      Path pem = folder.resolve("stub.pem");
      byte[] certificate = keys.getCertificate(Keytool.ALIAS).getEncoded();
      Files.writeString(pem, Keytool.pem("CERTIFICATE", certificate), US_ASCII);
      pem.toFile().deleteOnExit();
      return new LoopbackCertificate(context(keys), pem);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, Keytool.PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
