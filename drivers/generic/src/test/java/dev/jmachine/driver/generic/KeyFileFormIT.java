package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form in which the real ssh-keygen writes a private key. */
class KeyFileFormIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ed25519, RFC4716",
    "ecdsa, RFC4716",
    "rsa, RFC4716",
    "ecdsa, PEM",
    "rsa, PEM",
    "ecdsa, PKCS8",
    "rsa, PKCS8"
  })
  void keysOfSshKeygenAreToldFromThoseWithAPassphrase(String type, String format)
      throws IOException, InterruptedException {
    Path plain = keygen(type, format, "plain", "");
    assertThat(KeyFileForm.of(plain)).isEqualTo(KeyFileForm.PRIVATE);
    assertThat(KeyFileForm.of(keygen(type, format, "encrypted", "correct horse")))
        .isEqualTo(KeyFileForm.ENCRYPTED);
    assertThat(KeyFileForm.of(folder.resolve("plain.pub"))).isEqualTo(KeyFileForm.PUBLIC);
  }

  private Path keygen(String type, String format, String name, String passphrase)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type));
    command.addAll(List.of("-m", format, "-N", passphrase, "-f", file.toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return file;
  }
}
