package dev.jmachine.testkit.arm;

import org.jspecify.annotations.Nullable;

/** May give a virtual machine's public address another value at each boot, as a test needs it. */
@FunctionalInterface
public interface ArmAddresses {
  /**
   * What is known of a boot.
   *
   * @param machine name of the virtual machine
   * @param number how many boots there were before, all machines together
   * @param customData as sent, Base64; empty for none
   */
  record Boot(String machine, int number, String customData) {}

  /** The new address; null to leave the static one. */
  @Nullable String at(Boot boot);
}
