package dev.jmachine.core.driver;

import dev.jmachine.core.machine.HostAccess;
import org.jspecify.annotations.Nullable;

/** What asking a provider about one machine gave. */
public sealed interface Observed {
  /**
   * The provider knows the host.
   *
   * @param access how it is reached now; null where the driver learned nothing newer than the
   *     record
   */
  record Seen(MachineState state, @Nullable HostAccess access) implements Observed {}

  /** The provider confirmed that the host does not exist any more. */
  record Gone() implements Observed {}

  /** No answer in the given time. */
  record TimedOut() implements Observed {}

  /** The provider, or what stands for it, could not be asked; the reason is for people. */
  record Unreachable(String reason) implements Observed {}
}
