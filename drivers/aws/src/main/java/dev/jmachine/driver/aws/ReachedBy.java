package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.machine.Machine;

/** Which of an instance's addresses we connect to. */
enum ReachedBy {
  PUBLIC,
  PRIVATE,
  IPV6;

  static ReachedBy of(AwsSettings settings) {
    if (settings.ipv6Only()) {
      return IPV6;
    }
    return settings.privately() ? PRIVATE : PUBLIC;
  }

  /** As its create was told. */
  static ReachedBy of(Machine machine) {
    return of(new AwsSettings(new OptionValues(machine.spec().driverOptions())));
  }
}
