package dev.jmachine.driver.qemu.host;

/**
 * An accelerator and why it was taken.
 *
 * @param reason for people, such as "the processor offers no virtualization (no vmx or svm flag)"
 */
public record AcceleratorChoice(Accelerator accelerator, String reason) {
  /** For a note: "using TCG (emulation): …". */
  public String shown() {
    return "using " + accelerator.shown() + ": " + reason;
  }
}
