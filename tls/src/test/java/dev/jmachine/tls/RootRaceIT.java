package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that all want the user's root at once, or are killed while they make it. */
class RootRaceIT {
  private static final int PROCESSES = 20;
  private static final int RACES = 8;
  private static final int KILLS = 10;
  private static final int FOLDERS = 500;

  @TempDir Path home;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void twentyProcessesEndWithOneRoot() throws Exception {
    List<BufferedReader> outputs = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      outputs.add(start());
    }
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (int race = 0; race < RACES; race++) {
      Path folder = home.resolve("race" + race);
      for (Process process : started) {
        tell(process, List.of(folder));
      }
      Set<String> roots = new HashSet<>();
      for (BufferedReader output : outputs) {
        roots.add(output.readLine());
      }
      String kept = CertificateFacts.of(Files.readString(folder.resolve("ca.pem"))).subject();
      assertThat(roots).containsExactly(kept);
    }
  }

  @Test
  void aProcessThatIsKilledLeavesNothingHalfMade() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Path folders = home.resolve("kill" + kill);
      BufferedReader output = start();
      Process process = started.getLast();
      tell(process, IntStream.range(0, FOLDERS).mapToObj(i -> folders.resolve("" + i)).toList());
      for (int i = 0; i <= 10; i++) {
        output.readLine();
      }
      // Not just after a line, but at some moment on the way to the next one.
      process.waitFor(kill, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      assertThat(list(folders)).hasSizeBetween(10, FOLDERS - 1);
      for (Path folder : list(folders)) {
        RootAuthority root = RootOpener.open(folder);
        assertThat(folder.resolve("ca.pem")).hasContent(root.certificatePem());
        assertThat(list(folder)).hasSize(3);
      }
    }
  }

  private BufferedReader start() throws IOException {
    Process process = RootOpener.start();
    started.add(process);
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private static void tell(Process process, List<Path> folders) throws IOException {
    StringBuilder lines = new StringBuilder();
    folders.forEach(folder -> lines.append(folder).append('\n'));
    process.getOutputStream().write(lines.toString().getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
