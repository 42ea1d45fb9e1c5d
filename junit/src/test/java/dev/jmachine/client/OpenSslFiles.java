package dev.jmachine.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** ca.pem, cert.pem and key.pem by openssl: a certificate that is its own authority. */
final class OpenSslFiles {
  private OpenSslFiles() {}

  static Path in(Path folder) throws Exception {
    Files.createDirectories(folder);
    String[] request = {
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
      "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=test", "-days", "1"
    };
    try {
      Process openssl = new ProcessBuilder(request).directory(folder.toFile()).start();
      assumeTrue(openssl.waitFor(30, TimeUnit.SECONDS) && openssl.exitValue() == 0, "openssl");
    } catch (IOException e) {
      assumeTrue(false, "openssl is not installed");
    }
    Files.copy(folder.resolve("cert.pem"), folder.resolve("ca.pem"));
    return folder;
  }
}
