package dev.jmachine.cli.progress;

import java.time.Duration;

/** Times and sizes for people; by hand, since a Formatter costs start-up time. */
public final class Amounts {
  private static final long KILO = 1000;

  private Amounts() {}

  /** "3.2 s" below ten seconds, "42 s" below a minute, else "2 min 05 s". */
  public static String elapsed(Duration time) {
    long tenths = time.toMillis() / 100;
    if (tenths < 100) {
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = tenths / 10;
    return seconds < 60
        ? seconds + " s"
        : seconds / 60 + " min " + (seconds % 60 < 10 ? "0" : "") + seconds % 60 + " s";
  }

  /** "12.3 of 340.0 MB", or "12.3 MB" where the total (-1) is not known. */
  public static String bytes(long bytes, long total) {
    return total < 0
        ? megabytes(bytes) + " MB"
        : megabytes(bytes) + " of " + megabytes(total) + " MB";
  }

  private static String megabytes(long bytes) {
    long tenths = bytes / (KILO * KILO / 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
