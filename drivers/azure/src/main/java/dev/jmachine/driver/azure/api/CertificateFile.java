package dev.jmachine.driver.azure.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service principal's certificate with its key. Looked at before the SDK does, to which one that
 * is missing is a bug and one with another password a network that does not answer.
 *
 * @param path of the file
 * @param isPem whether it is PEM, or else PKCS #12
 */
record CertificateFile(String path, boolean isPem) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /**
   * The file, known by what is in it.
   *
   * @throws MachineFailure CREDENTIALS for what no token can be had with
   */
  static CertificateFile of(String path, @Nullable String password) {
    byte[] bytes = read(path);
    String text = new String(bytes, ISO_8859_1);
    boolean isPem = text.contains("-----BEGIN ");
    if (isPem) {
      checkPem(path, text);
    } else {
      checkPkcs12(path, bytes, password);
    }
    return new CertificateFile(path, isPem);
  }

  private static byte[] read(String path) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw unusable(path).because(e);
    }
  }

  private static void checkPem(String path, String text) {
    if (!text.contains("-----BEGIN CERTIFICATE-----")) {
      throw unusable(path).because("it holds no certificate");
    }
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw unusable(path)
          .because("it holds no key as BEGIN PRIVATE KEY, which is PKCS #8 without a password")
          .hint("openssl pkcs8 -topk8 -nocrypt -in KEY, and the certificate in the same file");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
      KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(path).because("its key is no RSA key, the only kind that Entra ID takes", e);
    }
  }

  private static void checkPkcs12(String path, byte[] bytes, @Nullable String password) {
    char[] word = password == null ? new char[0] : password.toCharArray();
    try {
      KeyStore.getInstance("PKCS12").load(new ByteArrayInputStream(bytes), word);
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException
          ? unusable(path)
              .because("its password is another one", e)
              .hint("--azure-client-certificate-password, or AZURE_CLIENT_CERTIFICATE_PASSWORD")
          : unusable(path).because("it is neither PEM nor PKCS #12", e);
    } catch (GeneralSecurityException e) {
      throw unusable(path).because("it is not to be opened", e);
    }
  }

  private static MachineFailure unusable(String path) {
    return MachineFailure.of(FailureKind.CREDENTIALS, "cannot use certificate " + path)
        .see("docs/drivers/azure.md#credentials");
  }
}
