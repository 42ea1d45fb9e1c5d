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
      // most names begin alike; two runs of digits are taken whole, from where they begin
      if (a.charAt(i) == b.charAt(j) && !isDigit(a.charAt(i))) {
        i++;
        j++;
        continue;
      }
      int endA = digitsEnd(a, i);
      int endB = digitsEnd(b, j);
      boolean numbers = endA > i && endB > j;
      int order =
          numbers
              ? compareNumbers(a, i, endA, b, j, endB)
              : Character.compare(folded(a.charAt(i)), folded(b.charAt(j)));
      if (order != 0) {
        return order;
      }
      i = numbers ? endA : i + 1;
      j = numbers ? endB : j + 1;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int digitsEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Runs of digits of any length, in place: of the same length they compare digit by digit. */
  private static int compareNumbers(
      String a, int startA, int endA, String b, int startB, int endB) {
    int i = withoutZeros(a, startA, endA);
    int j = withoutZeros(b, startB, endB);
    int order = Integer.compare(endA - i, endB - j);
    while (order == 0 && i < endA) {
      order = Character.compare(a.charAt(i++), b.charAt(j++));
    }
    return order;
  }

  private static int withoutZeros(String digits, int start, int end) {
    int i = start;
    while (i < end - 1 && digits.charAt(i) == '0') {
      i++;
    }
    return i;
  }

  private static char folded(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
