package dev.jmachine.core.store;

import java.util.Comparator;

/**
 * Names as people sort them: case does not count, and runs of digits compare as numbers, so that
 * web-2 comes before web-10. Names that are equal so far fall back to their characters.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = partEnd(a, i);
      int endB = partEnd(b, j);
      int order = compareParts(a.substring(i, endA), b.substring(j, endB));
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  /** A part is a run of digits or one other character. */
  private static int partEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return Math.max(end, start + 1);
  }

  private static int compareParts(String a, String b) {
    if (!isDigit(a.charAt(0)) || !isDigit(b.charAt(0))) {
      return a.compareToIgnoreCase(b);
    }
    String numberA = withoutZeros(a);
    String numberB = withoutZeros(b);
    int byLength = Integer.compare(numberA.length(), numberB.length());
    return byLength != 0 ? byLength : numberA.compareTo(numberB);
  }

  private static String withoutZeros(String digits) {
    int i = 0;
    while (i < digits.length() - 1 && digits.charAt(i) == '0') {
      i++;
    }
    return digits.substring(i);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
