package dev.jmachine.core.driver;

import java.util.Map;

/**
 * Where a driver looks for what is ours.
 *
 * @param options the driver's options as far as they say where (endpoint, region, account), with
 *     environment and defaults filled in; those that only a create needs are ignored
 * @param caches whether to list also what is whole but used by nobody and can be made again, such
 *     as images of an older recipe
 */
public record FindRequest(OptionValues options, boolean caches) {
  /** As the environment alone says, without caches. */
  public static FindRequest usual() {
    return new FindRequest(new OptionValues(Map.of()), false);
  }
}
