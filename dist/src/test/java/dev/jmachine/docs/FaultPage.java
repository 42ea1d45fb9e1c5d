package dev.jmachine.docs;

import dev.jmachine.crash.KillTable;
import dev.jmachine.docs.FaultTests.FaultTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** docs/faults.md: each fault with its tests, and the kill matrix of the last nightly run. */
final class FaultPage {
  private static final Path FAULTS = Path.of("src/test/faults.tsv");
  private static final List<String> VERBS =
      List.of("create", "rm", "start", "stop", "restart", "kill", "provision", "regenerate-certs");

  private FaultPage() {}

  static String text(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "# Faults",
            "",
            "What may go wrong around a machine, what you see then, and the test that makes it go"
                + " wrong. Made from the tests (`FaultPageTest`).",
            "",
            "| | fault | what you see | test |",
            "|---|---|---|---|"));
    lines.addAll(rows(FaultTests.in(root)));
    lines.addAll(
        List.of(
            "",
            "## Killed at every point",
            "",
            "The packaged program is ended with SIGKILL at each point that a command passes; in the"
                + " profile nightly each time that it passes it. Then `ls` must show",
            "the machine as it is (an interrupted create with its step and both ways out),"
                + " `create --resume` must finish it without a second host,",
            "and `rm` must leave no host, process, file, socket, context or name. A cell says how"
                + " often a command was killed at that point, and what",
            "was left in the end."));
    lines.addAll(matrix());
    return String.join("\n", lines) + "\n";
  }

  /** Faults and, where there is no test, why. */
  static Map<String, String> untested() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(FAULTS)) {
      String[] cells = line.split("\t", -1);
      reasons.put(cells[0], cells[2]);
    }
    return reasons;
  }

  private static List<String> rows(List<FaultTest> tests) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FAULTS)) {
      String[] cells = line.split("\t", -1);
      List<FaultTest> own = tests.stream().filter(t -> t.fault().equals(cells[0])).toList();
      String start = "| " + cells[0] + " | " + cell(cells[1]) + " | ";
      if (!cells[2].isEmpty()) {
        rows.add(start + cells[2] + " | |");
      }
      for (FaultTest test : own) {
        String link = "[" + test.name() + "](../" + test.file() + ")";
        rows.add(start + cell(test.sees()) + " | " + link + " |");
      }
    }
    return rows;
  }

  private static List<String> matrix() throws IOException {
    Map<String, Map<String, Map<String, String>>> drivers = new TreeMap<>();
    if (Files.exists(KillTable.FILE)) {
      for (String line : Files.readAllLines(KillTable.FILE)) {
        String[] cells = line.split("\t", -1);
        drivers
            .computeIfAbsent(cells[0], _ -> new TreeMap<>())
            .computeIfAbsent(cells[2], _ -> new TreeMap<>())
            .put(cells[1], cells[3] + ", left " + cells[4]);
      }
    }
    List<String> lines = new ArrayList<>();
    drivers.forEach((driver, points) -> lines.addAll(table(driver, points)));
    return lines;
  }

  private static List<String> table(String driver, Map<String, Map<String, String>> points) {
    TreeSet<String> done = new TreeSet<>();
    points.values().forEach(cells -> done.addAll(cells.keySet()));
    List<String> verbs = VERBS.stream().filter(done::contains).toList();
    List<String> lines = new ArrayList<>(List.of("", "### " + driver, ""));
    lines.add("| point | " + String.join(" | ", verbs) + " |");
    lines.add("|---|" + "---|".repeat(verbs.size()));
    points.forEach(
        (point, cells) -> {
          List<String> row = verbs.stream().map(verb -> cells.getOrDefault(verb, "")).toList();
          lines.add("| " + cell(point) + " | " + String.join(" | ", row) + " |");
        });
    return lines;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
