package dev.jmachine.tls;

import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {
  @TempDir Path folder;

  @Test
  void aPrivateFileIsReplacedWholeAndStaysPrivate() throws Exception {
    Path key = folder.resolve("key.pem");
    Files.writeString(key, "old");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    PemFiles.writePrivate(key, "new");
    assertThat(PemFiles.read(key)).isEqualTo("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void aWriteThatFailsLeavesTheOldFileAndNothingBesideIt() throws Exception {
    Path taken = Files.createDirectory(folder.resolve("key.pem"));
    Files.writeString(taken.resolve("kept"), "x");
    assertThatThrownBy(() -> PemFiles.writePrivate(taken, "new")).isInstanceOf(IOException.class);
    assertThat(taken.resolve("kept")).hasContent("x");
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("ca.pem");
    assertFails(Kind.DAMAGED, () -> PemFiles.read(missing))
        .hasMessageContaining(missing + " is missing");
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
