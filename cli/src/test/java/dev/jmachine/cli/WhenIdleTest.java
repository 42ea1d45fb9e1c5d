package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script; a {@code sleep} of ours takes no time and shows the next look's ticks. */
class WhenIdleTest {
  private static final String START = "cpu  100 0 100 800 0 0 0 0 0 0";
  private static final String BUSY = "cpu  200 0 200 1000 0 0 0 0 0 0"; // half of 400
  private static final String SPARE = "cpu  250 0 250 1280 20 0 0 0 0 0"; // three quarters of 400

  @TempDir private Path folder;

  @BeforeEach
  void aSleepThatTakesNoTime() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    Path sleep = folder.resolve("bin/sleep");
    Files.createDirectories(sleep.getParent());
    Files.writeString(
        sleep,
        """
        #!/bin/sh
        cd "${0%/bin/sleep}"
        echo "$1" >> sleeps
        if [ -s next ]; then head -n 1 next > stat; tail -n +2 next > rest; mv rest next; fi
        """);
    assertThat(sleep.toFile().setExecutable(true)).isTrue();
  }

  /**
   * How often it slept before it ran the command, at a computer that shows these lines by turns.
   */
  private int sleepsAt(List<String> shown) throws Exception {
    Files.write(folder.resolve("stat"), List.of(shown.getFirst(), "cpu0 1 2 3"));
    Files.write(folder.resolve("next"), shown.subList(1, shown.size()));
    List<String> command =
        new ArrayList<>(DetachedProgram.whenIdle(folder.resolve("stat").toString(), "7"));
    command.addAll(List.of("echo", "it runs", "as it is"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    Process process = builder.start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("it runs as it is\n");
    assertThat(process.waitFor()).isZero();
    Path sleeps = folder.resolve("sleeps");
    return Files.exists(sleeps) ? Files.readAllLines(sleeps).size() : 0;
  }

  @Test
  void itWaitsWhileTheProcessorsAreBusy() throws Exception {
    assertThat(sleepsAt(List.of(START, BUSY, SPARE))).isEqualTo(2);
    assertThat(folder.resolve("sleeps")).hasContent("7\n7");
  }

  @Test
  void itWaitsAMinuteAtTheLongest() throws Exception {
    assertThat(sleepsAt(List.of(START, BUSY))).isEqualTo(60);
  }

  @Test
  void whereNobodyCanTellItDoesNotWait() throws Exception {
    assertThat(sleepsAt(List.of("intr 5"))).isZero();
    assertThat(sleepsAt(List.of("cpu  100 0 x 800 0 0"))).isZero();
  }
}
