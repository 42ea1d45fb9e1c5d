package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When machines end by themselves, as their records say it. */
public final class Expiries {
  private Expiries() {}

  /** The moment in a record; null for never, or where the text is no moment. */
  public static @Nullable Instant of(Machine machine) {
    String text = machine.expires();
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What its resources carry: a machine that is locked against removal has none there. */
  static @Nullable Instant atProvider(Machine machine) {
    return machine.locked() ? null : of(machine);
  }

  /** Whether a machine's time is over. */
  public static boolean isOver(Machine machine, Instant now) {
    Instant end = of(machine);
    return end != null && !now.isBefore(end);
  }

  /** As a record keeps it: whole seconds, ISO-8601 UTC; null for never. */
  static @Nullable String text(Instant now, @Nullable Duration ttl) {
    return ttl == null ? null : now.plus(ttl).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** How long a create may take: not longer than what it makes may live. */
  static Duration shorter(Duration timeout, @Nullable Duration left) {
    return left == null || timeout.compareTo(left) < 0 ? timeout : left;
  }

  /** How long a machine may live on; null for ever. */
  static @Nullable Duration left(Machine machine, Instant now) {
    Instant end = of(machine);
    return end == null ? null : Duration.between(now, end);
  }

  /** Refuses a ttl of a driver that can keep none. */
  static void refuseUnlessPossible(CreateOrder order) {
    String lacking = order.provider().info().lacks().get(Capability.EXPIRY);
    if (order.ttl() != null && lacking != null) {
      throw MachineFailure.usage("cannot create machine \"" + order.name() + "\" with --ttl")
          .because(lacking);
    }
  }

  /** Refuses a verb that would bring back a machine whose time is over, and that nobody keeps. */
  static void refuseIfOver(Machine machine, Instant now) {
    if (isOver(machine, now) && !machine.locked()) {
      throw MachineFailure.of(
              FailureKind.CONFLICT, "the time of machine \"" + machine.name() + "\" is over")
          .because("it expired at " + machine.expires())
          .hint("jmachine extend " + machine.name() + " 1h")
          .hint("jmachine rm " + machine.name());
    }
  }

  /** Has a machine removed at its time, if it has one. A watch that does not start is a warning. */
  static void watch(Surroundings surroundings, Machine machine, Steps steps) {
    if (machine.expires() == null) {
      return;
    }
    try {
      surroundings.expiry().watch(machine);
    } catch (IOException e) {
      steps.warn(
          "nobody watches for the end of its time ("
              + e.getMessage()
              + "); \"jmachine gc\" removes it afterwards");
    }
  }
}
