package dev.jmachine.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests that carry a fault: in Java by {@code @FaultCase}, in Bats by a comment {@code #
 * FaultCase F38: what the user sees} before the test.
 */
final class FaultTests {
  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern JAVA =
      Pattern.compile(
          "@FaultCase\\(\\s*id\\s*=\\s*(\\{[^}]*}|\"[^\"]*\")\\s*,\\s*sees\\s*=\\s*("
              + TEXT
              + "(?:\\s*\\+\\s*"
              + TEXT
              + ")*)\\s*\\)(?:(?!@FaultCase).)*?void (\\w+)\\(",
          Pattern.DOTALL);
  private static final Pattern BATS =
      Pattern.compile("(?m)^# FaultCase (F\\d+(?:, F\\d+)*): (.*)\\n@test \"([^\"]*)\"");
  private static final Pattern LITERAL = Pattern.compile(TEXT);

  private FaultTests() {}

  /**
   * One test of one fault.
   *
   * @param fault "F7"
   * @param sees what the user sees
   * @param file of the test, relative to the checkout
   */
  record FaultTest(String fault, String sees, String name, String file) {
    /** Where it stands in the table. */
    int number() {
      return Integer.parseInt(fault.substring(1));
    }
  }

  /** All of them, in the order of the faults. */
  static List<FaultTest> in(Path root) throws IOException {
    List<FaultTest> found = new ArrayList<>();
    for (Path file : sources(root)) {
      String text = Files.readString(file);
      String name = String.valueOf(file.getFileName());
      String place = root.relativize(file).toString();
      if (name.endsWith(".java")) {
        JAVA.matcher(text)
            .results()
            .forEach(
                one ->
                    ids(one.group(1))
                        .forEach(
                            id ->
                                found.add(
                                    new FaultTest(
                                        id,
                                        joined(one.group(2)),
                                        name.replace(".java", "") + "." + one.group(5),
                                        place))));
      } else {
        BATS.matcher(text)
            .results()
            .forEach(
                one ->
                    Stream.of(one.group(1).split(", "))
                        .forEach(
                            id -> found.add(new FaultTest(id, one.group(2), one.group(3), place))));
      }
    }
    found.sort(
        Comparator.comparingInt(FaultTest::number)
            .thenComparing(FaultTest::file)
            .thenComparing(FaultTest::name));
    return found;
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().contains("/src/"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".bats"))
          .sorted()
          .toList();
    }
  }

  private static List<String> ids(String literal) {
    return LITERAL.matcher(literal).results().map(one -> one.group(1)).toList();
  }

  /** The value of literals that a plus joins. */
  private static String joined(String literals) {
    StringBuilder text = new StringBuilder();
    Matcher literal = LITERAL.matcher(literals);
    while (literal.find()) {
      text.append(literal.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    return text.toString();
  }
}
