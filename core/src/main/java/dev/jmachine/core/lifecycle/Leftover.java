package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gc} would delete: all that was found of one machine.
 *
 * @param driver its driver
 * @param machine the machine's name; empty for what belongs to none
 * @param uid the machine's uid; empty likewise
 * @param reason why it should go
 * @param resources in the order of making
 * @param created when the youngest of them was made; null where nothing tells
 * @param expires when it should have been gone; null for never
 * @param record the record of a machine whose time is over; null where no record claims it
 */
public record Leftover(
    String driver,
    String machine,
    String uid,
    Reason reason,
    List<Resource> resources,
    @Nullable Instant created,
    @Nullable Instant expires,
    @Nullable Machine record) {
  public Leftover {
    resources = List.copyOf(resources);
  }

  /** Why something should go. */
  public enum Reason {
    /** No record of the store that made it claims it. */
    UNCLAIMED,
    /** Its time is over. */
    EXPIRED
  }
}
