package dev.jmachine.cli.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {
  private static final int CANCELLED = 130;
  private @Nullable Process process;
  private BufferedReader lines = new BufferedReader(Reader.nullReader());

  private void start(String kind) throws IOException {
    Process started =
        new ProcessBuilder(
                // a JVM leaves a signal alone that its parent ignores, as a shell's background jobs
                // do
                "env",
                "--default-signal=INT,TERM,HUP",
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SlowProgram.class.getName(),
                kind)
            .start();
    process = started;
    lines = started.inputReader(UTF_8);
    assertThat(lines.readLine()).isEqualTo("ready");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(program().pid())).start().waitFor();
  }

  private Process program() {
    return Objects.requireNonNull(process, "started");
  }

  @AfterEach
  void end() {
    program().destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void theFirstSignalInterruptsTheCommandWhichCleansUp(String signal) throws Exception {
    start("quick");
    signal(signal);
    assertThat(lines.readLine()).isEqualTo("cleaning up");
    assertThat(lines.readLine()).isEqualTo("cleaned");
    assertThat(program().waitFor()).isEqualTo(CANCELLED);
  }

  @Test
  void theSecondSignalLeavesAtOnce() throws Exception {
    start("slow");
    signal("INT");
    assertThat(lines.readLine()).isEqualTo("cleaning up");
    signal("INT");
    assertThat(program().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(program().exitValue()).isEqualTo(CANCELLED);
    assertThat(lines.readLine()).isNull();
  }

  @Test
  void inTheJvmOfADriverCtrlCIsLeftToTheFirstJvm() throws Exception {
    start("driver");
    signal("INT");
    signal("TERM");
    assertThat(lines.readLine()).isEqualTo("cleaning up");
    assertThat(lines.readLine()).isEqualTo("cleaned");
  }
}
