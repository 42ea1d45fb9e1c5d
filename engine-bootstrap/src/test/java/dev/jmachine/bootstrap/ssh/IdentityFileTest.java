package dev.jmachine.bootstrap.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.SshKeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {
  @TempDir Path folder;

  @Test
  void theLibraryReadsBackTheKeyThatWasMade() throws Exception {
    SshKeyPair pair = IdentityFile.newPair();
    Path file = write(pair);
    try (SSHClient client = new SSHClient(SshAlgorithms.config(List.of()))) {
      var key = client.loadKeys(file.toString()).getPublic();
      byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
      assertThat(pair.publicKey())
          .isEqualTo("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob));
    }
  }

  @Test
  void openSshReadsItToo() throws Exception {
    SshKeyPair pair = IdentityFile.newPair();
    Process keygen =
        new ProcessBuilder("ssh-keygen", "-y", "-f", write(pair).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(
            keygen.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(keygen.waitFor()).isZero();
    assertThat(printed).startsWith(pair.publicKey());
  }

  @Test
  void everyPairIsAnother() {
    assertThat(IdentityFile.newPair().publicKey()).isNotEqualTo(IdentityFile.newPair().publicKey());
  }

  private Path write(SshKeyPair pair) throws Exception {
    Path file = folder.resolve("id");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, pair.privateKey());
  }
}
