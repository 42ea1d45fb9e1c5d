package dev.jmachine.cli.progress;

import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The last lines of a terminal, drawn over and over. Every line is cut to the width, since one that
 * wraps can't be taken back. ECMA-48: CUU moves up, ED erases to the end of the screen.
 */
final class LiveRegion {
  /** A tab stands before the time, which is kept when the text is cut. */
  private static final char BEFORE_TIME = '\t';

  private final Messages terminal;
  private final Supplier<Terminal.Size> askSize;
  private List<String> drawn = List.of();
  private int width;
  private int most;

  LiveRegion(Messages terminal, Supplier<Terminal.Size> askSize) {
    this.terminal = terminal;
    this.askSize = askSize;
  }

  /** The size has to be asked again. */
  void resized() {
    width = 0;
  }

  /**
   * Draws.
   *
   * @param staying a line that stays above the live ones; empty for none
   * @param live the live lines, from the first one if they are too many
   */
  void draw(String staying, List<String> live) {
    if (width == 0) {
      measure();
    }
    List<String> fitting = fitting(live);
    if (staying.isEmpty() && fitting.equals(drawn)) {
      return;
    }
    StringBuilder out = new StringBuilder(erased());
    if (!staying.isEmpty()) {
      out.append(staying).append('\n');
    }
    terminal.print(out.append(String.join("\n", fitting)).toString());
    drawn = fitting;
  }

  /** A line that scrolled off can't be drawn over: one row is kept for what stays above. */
  private void measure() {
    Terminal.Size size = askSize.get();
    width = size.columns();
    most = Math.max(1, size.rows() - 1);
  }

  private List<String> fitting(List<String> live) {
    if (live.size() <= most) {
      return live.stream().map(this::fitting).toList();
    }
    List<String> first = new ArrayList<>(fitting(live.subList(0, most - 1)));
    first.add(Columns.cut("  and " + (live.size() - most + 1) + " more", width - 1));
    return first;
  }

  private String fitting(String line) {
    int tab = line.indexOf(BEFORE_TIME);
    String time = line.substring(tab + 1);
    int room = width - 1 - Columns.of(time) - 2;
    return room < 8
        ? Columns.cut(line.substring(0, tab), width - 1)
        : Columns.cut(line.substring(0, tab), room) + "  " + time;
  }

  /** Back to the first column of the first live line, with everything below erased. */
  private String erased() {
    if (drawn.isEmpty()) {
      return "";
    }
    int rows = drawn.stream().mapToInt(this::rows).sum();
    return rows > 1 ? "\r\033[" + (rows - 1) + "A\033[J" : "\r\033[J";
  }

  /** A terminal that became narrower has wrapped what was drawn. */
  private int rows(String line) {
    return Math.max(1, (Columns.of(line) + width - 1) / Math.max(1, width));
  }
}
