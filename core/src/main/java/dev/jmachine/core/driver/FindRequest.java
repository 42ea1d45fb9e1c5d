package dev.jmachine.core.driver;

import dev.jmachine.core.failure.MachineFailure;
import java.util.Map;

/**
 * Where a driver looks for what is ours.
 *
 * @param options the driver's options as far as they say where (endpoint, region, account), with
 *     environment and defaults filled in; those that only a create needs are ignored
 * @param caches whether to list also what is whole but used by nobody and can be made again, such
 *     as images of an older recipe
 * @param skipped told of each of several places that could not be asked; the others are
 */
public record FindRequest(OptionValues options, boolean caches, Skipped skipped) {
  /** Takes in why one place of several, such as a region, was left out. Called by one thread. */
  @FunctionalInterface
  public interface Skipped {
    void because(MachineFailure failure);
  }

  /** Where each place must be asked: the first that can't be is the failure of all. */
  public FindRequest(OptionValues options, boolean caches) {
    this(
        options,
        caches,
        failure -> {
          throw failure;
        });
  }

  /** As the environment alone says, without caches. */
  public static FindRequest usual() {
    return new FindRequest(new OptionValues(Map.of()), false);
  }
}
