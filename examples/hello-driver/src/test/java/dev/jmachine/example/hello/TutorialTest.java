package dev.jmachine.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The code in docs/writing-a-driver.md is the code of this module. A block there is preceded by
 * {@code <!-- snippet: FILE NAME -->} and stands in FILE.java between {@code // snippet: NAME} and
 * {@code // end: NAME}.
 */
class TutorialTest {
  private static final Path TUTORIAL = Path.of("../../docs/writing-a-driver.md");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- snippet: (\\w+) (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile(
          "^ *// snippet: (\\w+)\n(.*?)^ *// end: \\1$", Pattern.DOTALL | Pattern.MULTILINE);

  @TestFactory
  List<DynamicTest> everyBlockIsTheCodeItNames() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult block : matches(BLOCK, Files.readString(TUTORIAL))) {
      String name = block.group(1) + " " + block.group(2);
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> assertThat(block.group(3)).isEqualTo(code(block.group(1), block.group(2)))));
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  @Test
  void everySnippetIsInTheTutorial() throws IOException {
    String tutorial = Files.readString(TUTORIAL);
    for (Path source : sources()) {
      String file = source.getFileName().toString().replace(".java", "");
      for (MatchResult snippet : matches(SNIPPET, Files.readString(source))) {
        assertThat(tutorial).contains("<!-- snippet: " + file + " " + snippet.group(1) + " -->");
      }
    }
  }

  private static String code(String file, String name) throws IOException {
    Path source =
        sources().stream().filter(path -> path.endsWith(file + ".java")).findFirst().orElseThrow();
    return matches(SNIPPET, Files.readString(source)).stream()
        .filter(snippet -> snippet.group(1).equals(name))
        .map(snippet -> snippet.group(2).stripTrailing().stripIndent() + "\n")
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
