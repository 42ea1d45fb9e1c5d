package dev.jmachine.driver.qemu.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {
  @Test
  void outputAndErrorsComeBackAsLines() throws Exception {
    HostCommand.Ended ended = HostCommand.of("sh", "-c", "echo one; echo two >&2; exit 3").run();
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.tail()).containsExactly("one", "two");
    assertThat(ended.lastWords()).isEqualTo("two");
  }

  @Test
  void anInterruptionEndsTheCommandAndLetsItCleanUp(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("half-made"), "");
    Path ready = folder.resolve("ready");
    String script =
        "trap 'rm " + file + "; exit 143' TERM; : >" + ready + "; while :; do sleep 0.05; done";
    Thread runner = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!Files.exists(ready)) {
                Thread.onSpinWait();
              }
              runner.interrupt();
            });
    assertThatThrownBy(() -> HostCommand.of("sh", "-c", script).run())
        .isInstanceOf(InterruptedException.class);
    assertThat(file).doesNotExist();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whatTheCommandStartedEndsWithIt(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    String script =
        "(trap '' TERM; exec sleep 300) & echo $! >" + pid + ".new; mv " + pid + ".new " + pid;
    Thread runner = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!Files.exists(pid)) {
                Thread.onSpinWait();
              }
              runner.interrupt();
            });
    assertThatThrownBy(() -> HostCommand.of("sh", "-c", script + "; wait").run())
        .isInstanceOf(InterruptedException.class);
    long child = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aSecretFileIsOverwrittenBeforeItGoes(@TempDir Path folder) throws Exception {
    Path secret = folder.resolve("seed");
    PrivateFiles.write(secret, "secret".repeat(100));
    Path alias = Files.createLink(folder.resolve("alias"), secret);
    PrivateFiles.wipe(secret);
    assertThat(secret).doesNotExist();
    assertThat(Files.readAllBytes(alias)).hasSize(600).containsOnly(0);
    PrivateFiles.wipe(secret);
  }

  @Test
  void commandsAreFoundInTheFoldersOfTheSystemToo() {
    SearchPath path = SearchPath.of(java.util.Map.of("PATH", "/nowhere::relative"));
    assertThat(path.folders()).contains(Path.of("/usr/sbin")).doesNotContain(Path.of("relative"));
    assertThat(path.has("surely-no-such-command")).isFalse();
  }
}
