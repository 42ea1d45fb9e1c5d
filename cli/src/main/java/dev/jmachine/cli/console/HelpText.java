package dev.jmachine.cli.console;

/** Lays out help: headings, and entries whose descriptions stand in one column, 80 wide. */
public final class HelpText {
  private static final int WIDTH = 80;
  private static final int COLUMN = 30;

  private final StringBuilder text = new StringBuilder();

  public HelpText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  public HelpText heading(String heading) {
    return line("").line(heading + ":");
  }

  /** An entry: its name, and what it means. */
  public HelpText entry(String name, String description) {
    text.append("  ").append(name);
    int column = 2 + name.length();
    if (column > COLUMN - 2) {
      text.append('\n');
      column = 0;
    }
    for (String word : description.split(" ", -1)) {
      column = word(word, column);
    }
    text.append('\n');
    return this;
  }

  private int word(String word, int column) {
    if (column < COLUMN) {
      text.repeat(' ', COLUMN - column).append(word);
      return COLUMN + word.length();
    }
    if (column + 1 + word.length() > WIDTH) {
      text.append('\n').repeat(' ', COLUMN).append(word);
      return COLUMN + word.length();
    }
    text.append(' ').append(word);
    return column + 1 + word.length();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
