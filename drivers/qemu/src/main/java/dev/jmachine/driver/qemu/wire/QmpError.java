package dev.jmachine.driver.qemu.wire;

import java.io.IOException;

/** QEMU refused a command: its error class and its own words. */
public final class QmpError extends IOException {
  private static final long serialVersionUID = 1L;

  private final String errorClass;

  QmpError(String errorClass, String description) {
    super(description + " (" + errorClass + ")");
    this.errorClass = errorClass;
  }

  /** Such as "GenericError" or "CommandNotFound". */
  public String errorClass() {
    return errorClass;
  }
}
