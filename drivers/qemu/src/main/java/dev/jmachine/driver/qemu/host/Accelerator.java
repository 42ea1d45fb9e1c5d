package dev.jmachine.driver.qemu.host;

import dev.jmachine.core.failure.MachineFailure;

/** What executes the guest's instructions. */
public enum Accelerator {
  KVM("kvm", "KVM"),
  HVF("hvf", "HVF"),
  /** QEMU's own translator: works everywhere, an order of magnitude slower. */
  TCG("tcg", "TCG (emulation)");

  private final String option;
  private final String shown;

  Accelerator(String option, String shown) {
    this.option = option;
    this.shown = shown;
  }

  /** As after QEMU's {@code -accel}. */
  public String option() {
    return option;
  }

  public String shown() {
    return shown;
  }

  /** Reads a value of {@code --qemu-accel} other than "auto". */
  public static Accelerator parse(String text) {
    for (Accelerator one : values()) {
      if (one.option.equals(text)) {
        return one;
      }
    }
    throw MachineFailure.usage("unknown accelerator \"" + text + "\"")
        .because("known are auto, kvm, hvf and tcg");
  }
}
