package dev.jmachine.cli.command;

import dev.jmachine.cli.console.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code gc} shows to people. */
final class GcTable {
  private GcTable() {}

  /** Empty where nothing was found. */
  static String of(List<GcRow> rows, Instant now) {
    if (rows.isEmpty()) {
      return "";
    }
    Table table = new Table("DRIVER", "MACHINE", "REASON", "AGE", "RESOURCES");
    for (GcRow row : rows) {
      String machine = row.machine().isEmpty() ? "-" : row.machine();
      String resources = String.join(", ", row.resources());
      table.row(row.driver(), machine, row.reason(), age(row.created(), now), resources);
    }
    return table.toString();
  }

  /** "3 deleted"; "2 deleted, 1 could not be"; "nothing is left over". */
  static String summary(List<GcRow> rows, boolean dryRun) {
    if (rows.isEmpty()) {
      return "nothing is left over";
    }
    if (dryRun) {
      return rows.size() + " would be deleted";
    }
    long failed = count(rows, GcRow.Result.FAILED);
    long kept = count(rows, GcRow.Result.KEPT);
    return count(rows, GcRow.Result.DELETED)
        + " deleted"
        + (kept == 0 ? "" : ", " + kept + " claimed meanwhile")
        + (failed == 0 ? "" : ", " + failed + " could not be");
  }

  private static long count(List<GcRow> rows, GcRow.Result result) {
    return rows.stream().filter(row -> row.result() == result).count();
  }

  private static String age(@Nullable String created, Instant now) {
    if (created == null) {
      return "?";
    }
    Duration age = Duration.between(Instant.parse(created), now);
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
  }
}
