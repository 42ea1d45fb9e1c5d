package dev.jmachine.testkit.arm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a service principal signs in with in place of a secret.
 *
 * @param certificate that Microsoft Entra ID knows
 * @param key of it
 */
public record ClientCertificate(X509Certificate certificate, PrivateKey key) {
  /** A new one, with an RSA key as Entra ID takes it. */
  public static ClientCertificate make() {
    return of(List.of("-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=jmachine-test"));
  }

  /** One that Entra ID does not take, with an elliptic curve's key. */
  public static ClientCertificate ofAnotherKind() {
    return of(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=jmachine-test"));
  }

  private static ClientCertificate of(List<String> kind) {
    KeyStore keys = Keytool.generate(kind);
    try {
      return new ClientCertificate(
          (X509Certificate) keys.getCertificate(Keytool.ALIAS),
          (PrivateKey) keys.getKey(Keytool.ALIAS, Keytool.PASSWORD));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes both as PEM. */
  public Path pem(Path file) throws IOException {
    return Files.writeString(file, pemKey() + pemCertificate());
  }

  /** The key alone. */
  public String pemKey() {
    return Keytool.pem("PRIVATE KEY", key.getEncoded());
  }

  /** The certificate alone. */
  public String pemCertificate() {
    try {
      return Keytool.pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes both as PKCS #12. */
  public Path pfx(Path file, String password) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      char[] word = password.toCharArray();
      keys.setKeyEntry("principal", key, word, new Certificate[] {certificate});
      keys.store(out, word);
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
