package dev.jmachine.cli.command;

import dev.jmachine.core.json.JsonObject;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.lifecycle.Leftover;
import dev.jmachine.core.resource.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One leftover as {@code gc} shows it, and as the JVM of a driver tells it to the first one.
 *
 * @param machine its name; empty for what belongs to no machine
 * @param uid the machine's; empty likewise
 * @param reason "unclaimed" or "expired"
 * @param resources for people: "process 4711"
 * @param created ISO-8601; null where not known
 * @param expires ISO-8601; null for never
 * @param result what came of it
 * @param error why it was not deleted; null for nothing
 */
record GcRow(
    String driver,
    String machine,
    String uid,
    String reason,
    List<String> resources,
    @Nullable String created,
    @Nullable String expires,
    Result result,
    @Nullable String error) {
  /** What came of a leftover. */
  enum Result {
    FOUND,
    DELETED,
    /** Claimed or extended after it was found. */
    KEPT,
    FAILED
  }

  static GcRow of(Leftover leftover) {
    return new GcRow(
        leftover.driver(),
        leftover.machine(),
        leftover.uid(),
        leftover.reason().name().toLowerCase(Locale.ROOT),
        leftover.resources().stream().map(Resource::label).toList(),
        text(leftover.created()),
        text(leftover.expires()),
        Result.FOUND,
        null);
  }

  GcRow ended(Result value, @Nullable String why) {
    return new GcRow(driver, machine, uid, reason, resources, created, expires, value, why);
  }

  /** Reads what {@link #json} wrote. */
  static GcRow read(JsonObject json) {
    return new GcRow(
        json.string("driver"),
        json.string("machine"),
        json.string("uid"),
        json.string("reason"),
        json.strings("resources"),
        json.stringOrNull("created"),
        json.stringOrNull("expires"),
        Result.valueOf(json.string("result").toUpperCase(Locale.ROOT)),
        json.stringOrNull("error"));
  }

  Map<String, Object> json() {
    return JsonText.object(
        "driver", driver,
        "machine", machine,
        "uid", uid,
        "reason", reason,
        "resources", resources,
        "created", created,
        "expires", expires,
        "result", result.name().toLowerCase(Locale.ROOT),
        "error", error);
  }

  private static @Nullable String text(@Nullable Object moment) {
    return moment == null ? null : moment.toString();
  }
}
