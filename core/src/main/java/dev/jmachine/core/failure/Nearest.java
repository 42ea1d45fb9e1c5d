package dev.jmachine.core.failure;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody who mistyped a name most likely meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The name of {@code known} with the fewest edits (insert, delete, replace a character; case does
   * not count) from {@code typed}, or null where none is within a third of its length (3 letters: 1
   * edit, 5: 2).
   */
  public static @Nullable String to(String typed, Collection<String> known) {
    String best = null;
    int fewest = Math.max(1, (typed.length() + 1) / 3) + 1;
    for (String name : known) {
      int edits = edits(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        best = name;
        fewest = edits;
      }
    }
    return best;
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
