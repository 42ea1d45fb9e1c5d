package dev.jmachine.cli.progress;

import dev.jmachine.core.failure.MachineFailure;
import java.util.Locale;

/** How progress is shown. */
public enum ProgressMode {
  /** Live lines where standard error is a terminal, plain ones elsewhere. */
  AUTO,
  /** Live lines that are drawn over. */
  TERMINAL,
  /** One line for each thing that happens. */
  PLAIN,
  /** One JSON object a line. */
  JSON,
  /** Nothing but warnings. */
  SILENT;

  /** As on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the value of {@code --progress}. */
  public static ProgressMode parse(String text) {
    for (ProgressMode mode : values()) {
      if (mode.word().equals(text)) {
        return mode;
      }
    }
    throw MachineFailure.usage("unknown way to show progress \"" + text + "\"")
        .because("known are auto, terminal, plain, json and silent");
  }
}
