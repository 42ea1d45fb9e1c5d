package dev.jmachine.driver.qemu.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.host.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Begins a real build and interrupts it; one that ends well is part of the machine's own test. */
class ImageBuildIT {
  @TempDir Path folder;
  private final List<Path> scratch = new CopyOnWriteArrayList<>();

  @Test
  void anInterruptedBuildLeavesNeitherFilesNorProcesses() throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    ImageStore store = new ImageStore(folder, Pause.system(), SearchPath.of(System.getenv()), root);
    Thread worker = Thread.currentThread();
    Steps steps = new Steps("", event -> interruptAt(event, worker), Ticker.system());
    Deadline deadline = Deadline.in(Duration.ofMinutes(5), Ticker.system());
    assertThatThrownBy(() -> store.require(new ImageName.Built("trixie"), steps, deadline))
        .isInstanceOf(InterruptedException.class);
    assertThat(names()).allMatch(name -> name.endsWith(".lock"));
    assertThat(scratch).hasSize(1).allMatch(Files::notExists);
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** The packages are being unpacked: mmdebstrap has a tree, and files of other users in it. */
  private void interruptAt(ProgressEvent event, Thread worker) {
    if (event instanceof ProgressEvent.Detail detail
        && detail.detail().equals("extracting archives")) {
      scratch.addAll(notedScratch());
      worker.interrupt();
    }
  }

  private List<Path> notedScratch() {
    List<Path> noted = new ArrayList<>();
    try {
      for (String name : names()) {
        if (name.endsWith(".scratch")) {
          noted.add(Path.of(PrivateFiles.read(folder.resolve(name))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(noted).allMatch(Files::isDirectory);
    return noted;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
