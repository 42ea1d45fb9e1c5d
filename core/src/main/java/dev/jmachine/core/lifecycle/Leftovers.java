package dev.jmachine.core.lifecycle;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import java.io.IOException;
import java.util.List;

/** Decides what becomes of what a create has made when it does not end well. */
@FunctionalInterface
public interface Leftovers {
  /** Everything is deleted. */
  Leftovers DELETED = (failure, made) -> false;

  /** Everything stays, and the record with it, so that the create can go on or be removed. */
  Leftovers KEPT = (failure, made) -> true;

  /**
   * Whether it stays.
   *
   * @param made what exists, or may exist, at the provider
   */
  boolean areKept(MachineFailure failure, List<Resource> made)
      throws IOException, InterruptedException;
}
