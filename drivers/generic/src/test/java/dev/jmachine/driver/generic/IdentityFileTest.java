package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFileTest {
  @TempDir private Path folder;

  @Test
  void aPlainOpensshKeyIsTaken() throws IOException {
    IdentityFile file = key(openssh("none"), "rw-------");
    assertThatCode(file::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void plainPemIsTaken(String kind) throws IOException {
    IdentityFile file = key("-----BEGIN " + kind + "-----\nMIIB\n", "r--------");
    assertThatCode(file::check).doesNotThrowAnyException();
  }

  @Test
  void aPassphraseIsSaid() throws IOException {
    assertRefused(key(openssh("aes256-ctr"), "rw-------"), "protected by a passphrase");
    assertRefused(
        key("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n", "rw-------"), "by a passphrase");
    assertRefused(
        key("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", "rw-------"),
        "by a passphrase");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----"})
  void aKeyThatOthersCanReachIsRefusedWithTheCommandThatMendsIt(String mode) throws IOException {
    IdentityFile file = key(openssh("none"), mode);
    assertRefused(file, "can be read by other users");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(file::check)
        .satisfies(f -> assertThat(f.hints()).containsExactly("chmod 600 " + file.path()));
  }

  @Test
  void aFileThatIsNoKeyIsNotToBeClosed() throws IOException {
    assertRefused(key("hello", "rw-r--r--"), "does not hold a private key");
  }

  @Test
  void aMissingFileIsSaid() {
    assertRefused(new IdentityFile(folder.resolve("absent")), "does not exist");
  }

  @Test
  void aFolderIsNoKey() {
    assertRefused(new IdentityFile(folder), "is not a file");
  }

  @Test
  void aPublicKeyIsTakenForWhatItIs() throws IOException {
    assertRefused(key(Golden.key("ed25519").text(), "rw-------"), "is a public key");
  }

  @Test
  void aPuttyKeyIsTakenForWhatItIs() throws IOException {
    assertRefused(key("PuTTY-User-Key-File-3: ssh-ed25519", "rw-------"), "PuTTY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA////\n-----END"
      })
  void anythingElseIsNoKeyAndIsNotShown(String text) throws IOException {
    IdentityFile file = key(text, "rw-------");
    assertRefused(file, "does not hold a private key");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(file::check)
        .satisfies(f -> assertThat(f.getMessage()).doesNotContain("AAAA", "BEGIN", "hello"));
  }

  private static void assertRefused(IdentityFile file, String why) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(file::check)
        .withMessageContaining("cannot use the SSH key " + file.path())
        .withMessageContaining(why)
        .satisfies(f -> assertThat(f.kind()).isEqualTo(FailureKind.CHECK));
  }

  private IdentityFile key(String text, String mode) throws IOException {
    Path file = Files.createTempFile(folder, "key", "");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return new IdentityFile(file);
  }

  /** The frame of an OpenSSH key file up to the name of its cipher; there is no key in it. */
  private static String openssh(String cipher) {
    byte[] magic = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    byte[] name = cipher.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer blob = ByteBuffer.allocate(magic.length + 4 + name.length + 60);
    blob.put(magic).putInt(name.length).put(name);
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(blob.array())
        + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }
}
