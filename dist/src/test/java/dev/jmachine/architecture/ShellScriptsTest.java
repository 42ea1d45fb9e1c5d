package dev.jmachine.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shell script of the repository, also those without a name that ends in .sh. */
class ShellScriptsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".m2", "node_modules");

  /** Skipped where the tool is not installed: apt-get install shellcheck shfmt. */
  @ParameterizedTest
  @ValueSource(strings = {"shellcheck", "shfmt -i 2 -ci -d"})
  void everyShellScriptIsCleanFor(String tool) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool.split(" ")));
    assumeTrue(isInstalled(command.getFirst()), command.getFirst() + " is not installed");
    List<String> scripts = scripts(ROOT);
    assertThat(scripts).contains(ROOT + "/jmachine", ROOT + "/.ci/run");
    command.addAll(scripts);
    Process process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
  }

  private static List<String> scripts(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        if (Files.isDirectory(child) && !NOT_OURS.contains(child.getFileName().toString())) {
          found.addAll(scripts(child));
        } else if (Files.isRegularFile(child) && isScript(child)) {
          found.add(child.toString());
        }
      }
    }
    return found;
  }

  private static boolean isScript(Path file) throws IOException {
    if (file.toString().endsWith(".sh")) {
      return true;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String first = reader.readLine();
      return first != null && first.matches("#! ?/bin/(busybox )?(sh|ash).*");
    } catch (MalformedInputException binary) {
      return false;
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
