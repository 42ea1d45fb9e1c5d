package dev.jmachine.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal as far as {@link LiveRegion} uses one (ECMA-48): it wraps at its width, and knows line
 * feed, carriage return, CUU, ED 0 and SGR. Anything else fails the test.
 */
final class FakeTerminal extends OutputStream {
  private final int width;
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int row;
  private int column;

  FakeTerminal(int width) {
    this.width = width;
  }

  @Override
  public void write(int b) {
    bytes.write(b);
  }

  @Override
  public void flush() {
    String text = bytes.toString(UTF_8);
    bytes.reset();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\033') {
        int end = i + 2;
        while (!Character.isLetter(text.charAt(end))) {
          end++;
        }
        sequence(text.substring(i + 2, end), text.charAt(end));
        i = end;
      } else {
        character(c);
      }
    }
  }

  private void sequence(String parameter, char command) {
    switch (command) {
      case 'A' -> row = Math.max(0, row - Integer.parseInt(parameter));
      case 'J' -> {
        rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        while (rows.size() > row + 1) {
          rows.removeLast();
        }
      }
      case 'm' -> {}
      default -> throw new AssertionError("sequence " + parameter + command);
    }
  }

  private void character(char c) {
    switch (c) {
      case '\r' -> column = 0;
      case '\n' -> {
        down();
        column = 0;
      }
      default -> {
        if (c < ' ') {
          throw new AssertionError("control character " + (int) c);
        }
        if (column == width) {
          down();
          column = 0;
        }
        StringBuilder line = rows.get(row);
        line.repeat(' ', Math.max(0, column + 1 - line.length())).setCharAt(column++, c);
      }
    }
  }

  private void down() {
    row++;
    if (row == rows.size()) {
      rows.add(new StringBuilder());
    }
  }

  /** What a user sees, without spaces at the ends of lines and empty lines at the end. */
  String screen() {
    StringBuilder text = new StringBuilder();
    rows.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
    return text.toString().stripTrailing();
  }
}
