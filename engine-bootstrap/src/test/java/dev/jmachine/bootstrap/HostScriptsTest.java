package dev.jmachine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the Bats tests of the host's scripts ({@code src/test/bats}) under the shells that hosts
 * have. A test file starts a script by {@code $SHELL_UNDER_TEST}, unquoted, and finds the scripts
 * in {@code $SCRIPTS}. Skipped where Bats or the shell is not installed.
 */
class HostScriptsTest {
  private static final Path TESTS = Path.of("src/test/bats").toAbsolutePath();
  private static final Path SCRIPTS =
      Path.of("src/main/resources/dev/jmachine/bootstrap").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  @Timeout(300)
  void hostScriptsPassTheirBatsTestsUnder(String shell) throws Exception {
    assumeTrue(isInstalled("bats"), "bats is not installed");
    String program = shell.split(" ")[0];
    assumeTrue(isInstalled(program), program + " is not installed");
    var bats = new ProcessBuilder("bats", "--recursive", TESTS.toString());
    bats.environment().put("SHELL_UNDER_TEST", shell);
    bats.environment().put("SCRIPTS", SCRIPTS.toString());
    Process process = bats.redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    assertThat(lines).anyMatch(line -> line.startsWith("ok "));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
