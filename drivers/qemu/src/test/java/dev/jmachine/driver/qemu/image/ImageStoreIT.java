package dev.jmachine.driver.qemu.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.driver.qemu.host.SearchPath;
import dev.jmachine.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server on this computer; qemu-img looks at what came. */
class ImageStoreIT {
  private static final int SIZE = 3 << 20;

  @TempDir Path folder;
  private final RecordingProgress progress = new RecordingProgress();
  private final Steps steps = new Steps("", progress, Ticker.system());
  private final byte[] content = content();
  private ImageServer server;
  private ImageStore store;

  private static byte[] content() {
    byte[] bytes = new byte[SIZE];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void setUp() throws IOException {
    server = new ImageServer(content);
    store = store();
  }

  private ImageStore store() {
    SearchPath path = SearchPath.of(System.getenv());
    return new ImageStore(folder.resolve("images"), Pause.system(), path, true);
  }

  @AfterEach
  void tearDown() {
    server.close();
  }

  @Test
  void anImageIsDownloadedOnceAndKeptByItsDigest() throws Exception {
    BaseImage image = require(name(checksum()));
    assertThat(Files.readAllBytes(image.disk())).isEqualTo(content);
    assertThat(image.format()).isEqualTo("raw");
    assertThat(require(name(checksum()))).isEqualTo(image);
    assertThat(server.ranges).hasSize(1);
    assertThat(files()).containsExactly("disk.img");
  }

  @Test
  void aDownloadThatBrokeOffGoesOnWhereItWas() throws Exception {
    server.breakAfter = SIZE / 2;
    assertThatThrownBy(() -> require(name(checksum())))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
              assertThat(failure.what()).isEqualTo("the download of the image broke off");
              assertThat(failure.left()).contains("goes on from there");
            });
    server.breakAfter = Integer.MAX_VALUE;
    assertThat(Files.readAllBytes(require(name(checksum())).disk())).isEqualTo(content);
    assertThat(server.ranges.getFirst()).isEqualTo("null");
    assertThat(server.ranges.getLast()).matches("bytes=\\d+-").isNotEqualTo("bytes=0-");
  }

  @Test
  void aFileThatChangedMeanwhileIsDownloadedAnew() throws Exception {
    server.breakAfter = SIZE / 2;
    assertThatThrownBy(() -> require(name(checksum()))).isInstanceOf(MachineFailure.class);
    server.breakAfter = Integer.MAX_VALUE;
    server.tag = "\"two\"";
    assertThat(Files.readAllBytes(require(name(checksum())).disk())).isEqualTo(content);
  }

  @Test
  void aWrongChecksumIsRefusedAndLeavesNothing() throws Exception {
    Checksum wrong = new Checksum("sha256", "0".repeat(64));
    assertThatThrownBy(() -> require(name(wrong)))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.TRUST);
              assertThat(failure.reason()).contains(wrong.toString()).contains(checksum().hex());
            });
    assertThat(files()).isEmpty();
  }

  @Test
  void aMissingImageIsNotFound() {
    ImageName missing = new ImageName.Remote(server.url("/none.img"), checksum());
    assertThatThrownBy(() -> require(missing))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
              assertThat(failure.reason()).contains("404");
            });
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    server.close();
    assertThatThrownBy(() -> require(name(checksum())))
        .isInstanceOfSatisfying(
            MachineFailure.class, f -> assertThat(f.kind()).isEqualTo(FailureKind.UNAVAILABLE));
  }

  @Test
  void anInterruptionEndsTheDownloadAndKeepsThePart() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> require(name(checksum()))).isInstanceOf(InterruptedException.class);
    assertThat(require(name(checksum())).disk()).exists();
  }

  @Test
  void twoAtOnceDownloadOnce() throws Exception {
    List<Future<BaseImage>> both = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        both.add(threads.submit(() -> store().require(name(checksum()), steps, deadline())));
      }
    }
    assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
    assertThat(server.ranges).hasSize(1);
  }

  @Test
  void aFileOfTheUsersIsCopied() throws Exception {
    Path file = Files.write(folder.resolve("mine.img"), content);
    BaseImage image = require(new ImageName.Local(file, null));
    Files.delete(file);
    assertThat(Files.readAllBytes(image.disk())).isEqualTo(content);
  }

  private ImageName name(Checksum checksum) {
    return new ImageName.Remote(server.url("/disk.img"), checksum);
  }

  private Checksum checksum() {
    return new Checksum(
        "sha256", java.util.HexFormat.of().formatHex(Checksum.digest("sha256").digest(content)));
  }

  private BaseImage require(ImageName name) throws IOException, InterruptedException {
    return store.require(name, steps, deadline());
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(1), Ticker.system());
  }

  /** All files in the cache but its locks. */
  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder.resolve("images"))) {
      return walk.filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.endsWith(".lock"))
          .toList();
    }
  }
}
