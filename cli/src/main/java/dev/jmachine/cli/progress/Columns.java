package dev.jmachine.cli.progress;

/** Widths of text on a terminal: most characters take one column, East Asian ones and emoji two. */
final class Columns {
  private static final int[][] WIDE = {
    {0x1100, 0x115f},
    {0x2e80, 0xa4cf},
    {0xac00, 0xd7a3},
    {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},
    {0xff00, 0xff60},
    {0x1f300, 0x1faff},
    {0x20000, 0x3fffd}
  };

  private Columns() {}

  /** How many columns the text takes. */
  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** The text, cut to at most {@code columns}, the last one being "…" where something is cut. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      used += of(c);
      if (used > columns - 1) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return columns > 0 ? kept.append('…').toString() : "";
  }

  private static int of(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** The blocks that Unicode's East Asian Width (UAX 11) gives as wide, roughly. */
  private static boolean isWide(int c) {
    for (int[] block : WIDE) {
      if (c >= block[0] && c <= block[1]) {
        return true;
      }
    }
    return false;
  }
}
