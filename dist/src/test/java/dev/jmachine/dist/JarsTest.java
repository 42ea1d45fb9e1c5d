package dev.jmachine.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
  private static final String SIGNED_MANIFEST =
      """
      Manifest-Version: 1.0
      Multi-Release: true

      Name: A.class
      SHA-256-Digest: x

      """;

  @TempDir Path folder;

  @Test
  void aSignedJarLosesItsSignatureAndKeepsTheRest() throws IOException {
    Path jar =
        jar(
            "bcprov-jdk18on-1.87.jar",
            Map.of(
                JarFile.MANIFEST_NAME,
                SIGNED_MANIFEST,
                "META-INF/BC.SF",
                "s",
                "META-INF/BC.RSA",
                "r",
                "META-INF/services/x.Y",
                "y",
                "A.class",
                "a"));
    Path copy = Jars.copyAll(List.of(jar), Files.createDirectory(folder.resolve("lib"))).getFirst();
    assertThat(copy).hasFileName("bcprov-jdk18on.jar");
    try (var copied = new JarFile(copy.toFile())) {
      assertThat(copied.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder(JarFile.MANIFEST_NAME, "META-INF/services/x.Y", "A.class");
      assertThat(copied.getManifest().getEntries()).isEmpty();
      assertThat(copied.isMultiRelease()).isTrue();
    }
  }

  @Test
  void aJarWithoutSignatureIsCopiedByteForByte() throws IOException {
    Path jar = jar("slf4j-api-2.0.20.jar", Map.of("B.class", "b"));
    Path copy = Jars.copyAll(List.of(jar), Files.createDirectory(folder.resolve("lib"))).getFirst();
    assertThat(copy).hasSameBinaryContentAs(jar);
  }

  @Test
  void theVersionIsTakenOffAFileName() {
    assertThat(Jars.withoutVersion("jmachine-core-0.1.0.jar")).isEqualTo("jmachine-core.jar");
    assertThat(Jars.withoutVersion("bcpkix-jdk18on-1.87.jar")).isEqualTo("bcpkix-jdk18on.jar");
    assertThat(Jars.withoutVersion("guava-33.5.0-jre.jar")).isEqualTo("guava.jar");
    assertThat(Jars.withoutVersion("plain.jar")).isEqualTo("plain.jar");
  }

  @Test
  void theHashTellsAChangedJarAndAChangedOrder() throws IOException {
    Path one = Files.writeString(folder.resolve("one.jar"), "1");
    Path two = Files.writeString(folder.resolve("two.jar"), "2");
    String before = Jars.hash(List.of(one, two));
    assertThat(before).matches("[0-9a-f]{12}").isNotEqualTo(Jars.hash(List.of(two, one)));
    Files.writeString(two, "3");
    assertThat(Jars.hash(List.of(one, two))).isNotEqualTo(before);
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return jar;
  }
}
