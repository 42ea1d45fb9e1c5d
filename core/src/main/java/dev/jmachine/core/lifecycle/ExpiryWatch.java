package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Removes a machine at its time though no command of ours runs then. Lives on this computer and
 * does for every driver what its provider cannot: record, context and files go as well.
 */
public interface ExpiryWatch {
  /**
   * Watches a machine, or goes on watching it with the expiry that it has now. Returns at once. For
   * a machine that never expires the watch ends.
   */
  void watch(Machine machine) throws IOException;

  /** Ends the watch of a machine that is about to go; one that has none is fine. */
  void end(Machine machine) throws IOException;

  /**
   * The same for the machines of the pool.
   *
   * @param root folder of the pool's own store
   */
  ExpiryWatch ofPool(Path root);

  /** Watches nothing: for callers that see to it themselves. */
  static ExpiryWatch none() {
    return new ExpiryWatch() {
      @Override
      public void watch(Machine machine) {}

      @Override
      public void end(Machine machine) {}

      @Override
      public ExpiryWatch ofPool(Path root) {
        return this;
      }
    };
  }
}
