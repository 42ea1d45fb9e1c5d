package dev.jmachine.cli.expiry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Seconds since the computer's boot, its sleep included (proc(5), /proc/uptime); where there is
 * none, the time of day. As {@code watch.sh} counts.
 */
final class Uptime {
  private static final Path LINUX = Path.of("/proc/uptime");

  private Uptime() {}

  static long seconds(Clock clock) {
    try {
      String text = Files.readString(LINUX);
      return Long.parseLong(text.substring(0, text.indexOf('.')));
    } catch (IOException e) {
      return clock.instant().getEpochSecond();
    }
  }
}
