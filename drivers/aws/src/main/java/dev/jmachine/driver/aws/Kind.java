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
    return last(INSTANCE, machine);
  }

  /** The entry of the security group of a machine's own; null where it has none. */
  static @Nullable Resource groupOf(Machine machine) {
    return last(GROUP, machine);
  }

  private static @Nullable Resource last(String kind, Machine machine) {
    Resource last = null;
    for (Resource resource : machine.ledger()) {
      if (resource.kind().equals(kind)) {
        last = resource;
      }
    }
    return last;
  }
}
