package dev.jmachine.cli.doctor;

import dev.jmachine.core.failure.MachineFailure;
import java.util.List;

/**
 * What a look at one link gave.
 *
 * @param link such as "host key"
 * @param health how it is
 * @param detail what was seen, for people
 * @param fixes what to type, best first; empty where nothing is to be mended
 */
public record Finding(String link, Health health, String detail, List<String> fixes) {
  /** How a link is. */
  public enum Health {
    OK,
    /** Works, but not for ever or not well. */
    WARNING,
    BROKEN,
    /** Could not be looked at, because of another link. */
    UNKNOWN;

    /** As shown and in JSON: "ok". */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Finding {
    fixes = List.copyOf(fixes);
  }

  static Finding ok(String link, String detail) {
    return new Finding(link, Health.OK, detail, List.of());
  }

  static Finding warning(String link, String detail, String... fixes) {
    return new Finding(link, Health.WARNING, detail, List.of(fixes));
  }

  static Finding broken(String link, String detail, String... fixes) {
    return new Finding(link, Health.BROKEN, detail, List.of(fixes));
  }

  /** A failure, with the fixes that it names; {@code otherwise} where it names none. */
  public static Finding broken(String link, MachineFailure failure, String otherwise) {
    List<String> hints = failure.hints();
    return new Finding(
        link,
        Health.BROKEN,
        String.valueOf(failure.getMessage()),
        hints.isEmpty() ? List.of(otherwise) : hints);
  }

  static Finding unknown(String link, String why) {
    return new Finding(link, Health.UNKNOWN, why, List.of());
  }

  public boolean isBroken() {
    return health == Health.BROKEN;
  }
}
