package dev.jmachine.core.store;

/**
 * Names as people sort them: case does not count, and runs of digits compare as numbers, so that
 * web-2 comes before web-10. A name has a key whose plain order is that: made once for each of a
 * thousand names, where a comparison by characters would be made ten thousand times.
 */
final class NaturalOrder {
  private static final int SHORT = 8;

  private NaturalOrder() {}

  /** Compares by keys; names that are equal so far fall back to their characters. */
  static int compare(String keyA, String a, String keyB, String b) {
    int order = keyA.compareTo(keyB);
    return order != 0 ? order : a.compareTo(b);
  }

  /** The name without case and leading zeros, each run of digits after a mark of its length. */
  static String key(String name) {
    StringBuilder key = new StringBuilder(name.length() + SHORT);
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (isDigit(c)) {
        i = number(name, i, key);
      } else {
        key.append(c >= 'a' && c <= 'z' ? c : folded(c));
        i++;
      }
    }
    return key.toString();
  }

  /** Appends the run of digits that begins at {@code start}; where it ends. */
  private static int number(String name, int start, StringBuilder key) {
    int end = start;
    while (end < name.length() && isDigit(name.charAt(end))) {
      end++;
    }
    int first = start;
    while (first < end - 1 && name.charAt(first) == '0') {
      first++;
    }
    mark(end - first, key);
    key.append(name, first, end);
    return end;
  }

  /** Itself a digit, so that numbers stay where digits are among other characters. */
  private static void mark(int length, StringBuilder key) {
    if (length <= SHORT) {
      key.append((char) ('0' + length));
    } else {
      key.append('9').append((char) length);
    }
  }

  private static char folded(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
