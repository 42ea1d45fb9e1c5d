package dev.jmachine.driver.aws;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import org.jspecify.annotations.Nullable;

/** The kinds of resources that this driver enters in a ledger. */
final class Kind {
  static final String GROUP = "security-group";
  static final String INSTANCE = "instance";

  private Kind() {}

  /** The last entry of a machine's instance, with or without an id; null where there is none. */
  static @Nullable Resource instanceOf(Machine machine) {
    Resource last = null;
    for (Resource resource : machine.ledger()) {
      if (resource.kind().equals(INSTANCE)) {
        last = resource;
      }
    }
    return last;
  }
}
