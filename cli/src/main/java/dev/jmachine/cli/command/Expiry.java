package dev.jmachine.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** When a machine, or its certificate where that is sooner, ends, seen from now. */
record Expiry(Instant now) {
  private static final String USUAL = "0000-00-00T00:00:00Z";

  /**
   * "12 min", "5 h" or "89 d"; "expired"; empty where nothing ends or the record has no time.
   * "locked" follows where the machine may not be removed.
   */
  String shown(LsRow row) {
    String left = left(sooner(row.expires(), row.certificateExpires()));
    return !row.locked() ? left : left.isEmpty() ? "locked" : left + ", locked";
  }

  private static @Nullable Instant sooner(@Nullable String one, @Nullable String other) {
    Instant a = one == null ? null : instant(one);
    Instant b = other == null ? null : instant(other);
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private String left(@Nullable Instant end) {
    if (end == null) {
      return "";
    }
    Duration left = Duration.between(now, end);
    if (!left.isPositive()) {
      return "expired";
    }
    if (left.toHours() < 1) {
      return left.toMinutes() + " min";
    }
    return left.toDays() < 2 ? left.toHours() + " h" : left.toDays() + " d";
  }

  private static @Nullable Instant instant(String text) {
    try {
      return isUsual(text) ? usual(text) : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** As all of ours are written. Instant's own parser takes 25 ms until it has read the first. */
  private static boolean isUsual(String text) {
    for (int i = 0; i < USUAL.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (USUAL.charAt(i) == '0' ? c < '0' || c > '9' : c != USUAL.charAt(i)) {
        return false;
      }
    }
    return text.length() == USUAL.length();
  }

  private static Instant usual(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
    return Instant.ofEpochSecond(day.toEpochSecond(time, ZoneOffset.UTC));
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }
}
