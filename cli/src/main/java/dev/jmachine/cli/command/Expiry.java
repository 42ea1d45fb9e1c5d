package dev.jmachine.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When a machine, or else its certificate, ends, seen from now. */
record Expiry(Instant now) {
  /** "12 min", "5 h" or "89 d"; "expired"; empty where nothing ends or the record has no time. */
  String shown(LsRow row) {
    String own = row.expires();
    String text = own == null ? row.certificateExpires() : own;
    Instant end = text == null ? null : instant(text);
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
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
