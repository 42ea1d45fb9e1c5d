package dev.jmachine.driver.google;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import org.jspecify.annotations.Nullable;

/** The kinds of resources that this driver enters in a ledger. */
final class Kind {
  static final String FIREWALL = "firewall-rule";
  static final String INSTANCE = "instance";

  /** An instance that was there: our login on it is what we made. */
  static final String LOGIN = "login";

  private Kind() {}

  /** The last entry of a machine's instance, with or without an id; null where there is none. */
  static @Nullable Resource instanceOf(Machine machine) {
    Resource last = null;
    for (Resource resource : machine.ledger()) {
      if (resource.kind().equals(INSTANCE) || resource.kind().equals(LOGIN)) {
        last = resource;
      }
    }
    return last;
  }

  /** Whether the machine's instance was made by us, and not there before. */
  static boolean isOwnInstance(Machine machine) {
    Resource instance = instanceOf(machine);
    return instance != null && instance.kind().equals(INSTANCE);
  }
}
