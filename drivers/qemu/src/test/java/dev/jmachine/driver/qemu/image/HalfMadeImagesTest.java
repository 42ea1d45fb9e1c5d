package dev.jmachine.driver.qemu.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfMadeImagesTest {
  @TempDir Path folder;

  @Test
  void whatAKilledBuildOrDownloadLeftIsFoundOnceForEachImageAndDeleted() throws Exception {
    Files.createDirectories(folder.resolve(".build-debian-13-abc.staging/deep"));
    Path scratch = new Scratch(folder.resolve(".build-debian-13-abc.scratch")).make();
    Files.writeString(folder.resolve(".sha256-123.part"), "half");
    Files.writeString(folder.resolve(".sha256-123.part.etag"), "x");
    Files.createDirectories(folder.resolve("sha256-456"));
    Files.createFile(folder.resolve(".sha256-456.lock"));
    HalfMadeImages images = new HalfMadeImages(folder);

    assertThat(images.all()).containsOnlyKeys("build-debian-13-abc", "sha256-123");
    images.delete("build-debian-13-abc");
    images.delete("sha256-123");

    assertThat(scratch).doesNotExist();
    assertThat(images.all()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(file -> !file.toString().endsWith(".lock")))
          .containsExactly(folder.resolve("sha256-456"));
    }
  }

  @Test
  void anImageThatSomebodyMakesNowIsLeftAlone() throws Exception {
    Path staging = Files.createDirectories(folder.resolve(".k.staging"));
    HalfMadeImages images = new HalfMadeImages(folder);
    try (CacheLock _ = CacheLock.ifFree(folder.resolve(".k.lock")).orElseThrow()) {
      assertThat(images.all()).isEmpty();
      images.delete("k");
      assertThat(staging).exists();
    }
    assertThat(images.all()).containsOnlyKeys("k");
  }

  @Test
  void noCacheHoldsNothing() throws Exception {
    assertThat(new HalfMadeImages(folder.resolve("absent")).all()).isEmpty();
  }
}
