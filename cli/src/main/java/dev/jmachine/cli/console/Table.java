package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, three spaces apart and at least five wide, as docker-machine's tables were: some
 * programs cut them at the headings.
 */
public final class Table {
  private static final int GAP = 3;
  private static final int NARROWEST = 5;

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with one cell for each heading; a cell of several lines is shown on one. */
  public void row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(isPlain(cell) ? cell : cell.replaceAll("\\s+", " "));
    }
    rows.add(row);
  }

  /**
   * A loop over bytes, since a regular expression for each cell takes 30 ms of a list of a thousand
   * rows, and a call for each character 5 ms.
   */
  private static boolean isPlain(String cell) {
    byte before = 0;
    for (byte c : cell.getBytes(UTF_8)) {
      if ((c >= 0 && c < ' ') || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return true;
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.max(NARROWEST, row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      line(text, row, widths);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> row, int[] widths) {
    int start = text.length();
    for (int i = 0; i < row.size(); i++) {
      text.append(row.get(i)).repeat(' ', widths[i] + GAP - row.get(i).length());
    }
    int end = text.length();
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append('\n');
  }
}
