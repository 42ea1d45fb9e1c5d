package dev.jmachine.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * The kill matrix: a line for each driver, verb and point, with the number of kills and of what was
 * left. A nightly run writes it, and any run with {@code -Djmachine.docs=write}; docs/faults.md is
 * made from it.
 */
public final class KillTable {
  /** Relative to the module's folder. */
  public static final Path FILE = Path.of("src/test/kill-matrix.tsv");

  private KillTable() {}

  /** Takes in the rows of verbs and drivers, in place of those it has of them. */
  static synchronized void put(List<KillRow> rows) throws IOException {
    if (!Nightly.is() && !"write".equals(System.getProperty("jmachine.docs"))) {
      return;
    }
    TreeMap<String, String> lines = new TreeMap<>();
    if (Files.exists(FILE)) {
      Files.readAllLines(FILE).forEach(line -> lines.put(key(line), line));
    }
    for (KillRow row : rows) {
      lines.keySet().removeIf(key -> key.startsWith(row.driver() + "\t" + row.verb() + "\t"));
    }
    for (KillRow row : rows) {
      String line =
          String.join(
              "\t",
              row.driver(),
              row.verb(),
              row.point(),
              Integer.toString(row.kills()),
              Integer.toString(row.leftovers()),
              Integer.toString(row.stuck()));
      lines.put(key(line), line);
    }
    Files.write(FILE, lines.values());
  }

  private static String key(String line) {
    String[] cells = line.split("\t", -1);
    return String.join("\t", cells[0], cells[1], cells[2]);
  }
}
