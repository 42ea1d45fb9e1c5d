package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import org.jspecify.annotations.Nullable;

/** The value of {@code -o}: a table for people, or JSON for programs. */
final class OutputForm {
  private OutputForm() {}

  /**
   * Whether it is JSON.
   *
   * @param form null for the usual one, the table
   */
  static boolean isJson(@Nullable String form) {
    if (form == null || form.equals("table")) {
      return false;
    }
    if (form.equals("json")) {
      return true;
    }
    throw MachineFailure.usage("unknown form \"" + form + "\"").because("known are table and json");
  }
}
