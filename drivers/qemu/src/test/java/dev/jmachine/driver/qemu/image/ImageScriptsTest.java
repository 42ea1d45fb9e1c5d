package dev.jmachine.driver.qemu.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageScriptsTest {
  @Test
  void theListNamesExactlyTheFilesThatAreThere() throws IOException {
    // the sources, since the build folder keeps files that were removed from them
    Path module = Path.of(System.getProperty("basedir", "."));
    Path folder = module.resolve("src/main/resources/dev/jmachine/driver/qemu/machine-image");
    List<String> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.equals("files"))
          .sorted()
          .forEach(files::add);
    }
    assertThat(ImageScripts.load().contents().keySet()).containsExactlyElementsOf(files);
  }

  @Test
  void noUnitIsBothMaskedAndEnabled() throws IOException {
    ImageScripts scripts = ImageScripts.load();
    List<String> enabled =
        lines(scripts, "enabled-units").stream().map(line -> line.split(" ", 2)[0]).toList();
    assertThat(lines(scripts, "masked-units")).doesNotContainAnyElementsOf(enabled);
  }

  @Test
  void noKeyIsInTheImage() throws IOException {
    for (byte[] content : ImageScripts.load().contents().values()) {
      assertThat(new String(content, java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("PRIVATE KEY", "ssh-ed25519 AAAA");
    }
  }

  @Test
  void anotherSuiteOrSizeIsAnotherImage() throws IOException {
    ImageScripts scripts = ImageScripts.load();
    assertThat(scripts.digest("trixie/20"))
        .isEqualTo(ImageScripts.load().digest("trixie/20"))
        .isNotEqualTo(scripts.digest("trixie/40"));
  }

  @Test
  void theEngineIsNotStartedBeforeItsCertificateIsThere() throws IOException {
    assertThat(lines(ImageScripts.load(), "rootfs/etc/systemd/system/docker.service"))
        .filteredOn(line -> line.startsWith("ConditionPathExists="))
        .containsExactly(
            "ConditionPathExists=|/etc/docker/jmachine/server.pem",
            "ConditionPathExists=|/run/jmachine/template");
  }

  @Test
  void phasesOfABuildAreToldInOurWords() {
    assertThat(ImageBuild.phase("I: extracting archives...")).isEqualTo("extracting archives");
    assertThat(ImageBuild.phase("phase=disk")).isEqualTo("writing the disk");
    assertThat(ImageBuild.phase("Setting up libc6 (2.41-12) ...")).isEmpty();
  }

  private static List<String> lines(ImageScripts scripts, String path) {
    byte[] content = Objects.requireNonNull(scripts.contents().get(path));
    return new String(content, java.nio.charset.StandardCharsets.UTF_8).lines().toList();
  }
}
