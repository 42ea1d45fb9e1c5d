package dev.jmachine.driver.none;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with the three files that the Docker client looks for in {@code DOCKER_CERT_PATH}. They
 * are copied into the machine's folder, so that {@code env} and contexts work as for every machine
 * and the user's folder may go.
 */
record CertificateFolder(Path path) {
  /** Enough for a bundle of many authorities; another file given by mistake is not read whole. */
  private static final int MOST_BYTES = 1024 * 1024;

  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final String KEY = "PRIVATE KEY-----";

  static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

  /**
   * Looks whether each file is there and is what its name says.
   *
   * @throws MachineFailure CHECK with the file that is not
   */
  void check() throws IOException {
    requirePart("ca.pem", CERTIFICATE, "a certificate");
    requirePart("cert.pem", CERTIFICATE, "a certificate");
    requirePart("key.pem", KEY, "a private key");
    String key = read("key.pem");
    // the Docker client reads no encrypted key
    if (key.contains("ENCRYPTED PRIVATE KEY") || key.contains("Proc-Type: 4,ENCRYPTED")) {
      throw refused("key.pem", "it is protected by a passphrase")
          .hint("openssl pkey -in " + path.resolve("key.pem") + " -out FOLDER/key.pem");
    }
  }

  /** Copies the files (0600); files of the same names are replaced. */
  void copyTo(Path folder) throws IOException {
    for (String name : FILES) {
      PrivateFiles.write(folder.resolve(name), read(name));
    }
  }

  /** Deletes copies; none there is fine. */
  static void deleteFrom(Path folder) throws IOException {
    for (String name : FILES) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  private void requirePart(String name, String part, String what) throws IOException {
    if (!Files.isRegularFile(path.resolve(name))) {
      throw refused(name, "there is no such file");
    }
    if (!Files.isReadable(path.resolve(name))) {
      throw refused(name, "it is not readable by " + System.getProperty("user.name"));
    }
    if (!read(name).contains(part)) {
      throw refused(name, "it does not hold " + what + " in PEM");
    }
  }

  private String read(String name) throws IOException {
    try (InputStream in = Files.newInputStream(path.resolve(name))) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }

  private MachineFailure refused(String name, String why) {
    return MachineFailure.check("cannot use " + path.resolve(name))
        .because(why)
        .hint("check --" + NoneProvider.CERT_PATH);
  }
}
