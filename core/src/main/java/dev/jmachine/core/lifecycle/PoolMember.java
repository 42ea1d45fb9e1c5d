package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A machine that waits in the pool. */
public final class PoolMember {
  private PoolMember() {}

  /**
   * Whether its certificates have a third of their life left, after which {@code provision} would
   * renew them: one that waited longer is made anew rather than handed out.
   */
  public static boolean isFresh(Machine machine, Instant now) {
    Engine engine = machine.engine();
    String end = engine == null ? null : engine.certificateExpires();
    if (end == null) {
      return true;
    }
    try {
      Instant expires = Instant.parse(end);
      Duration life = Duration.between(Instant.parse(machine.created()), expires);
      return now.isBefore(expires.minus(life.dividedBy(3)));
    } catch (DateTimeParseException e) {
      return false; // nobody knows: another is made in a moment
    }
  }
}
