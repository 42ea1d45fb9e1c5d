package dev.jmachine.cli.progress;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.progress.Progress;

/** Shows progress until it is closed; then other text may follow on standard error. */
public interface ProgressDisplay extends Progress, AutoCloseable {
  /** Takes away what is not to stay. Events that come later are shown as plain lines. */
  @Override
  void close();

  /**
   * The display for a mode; AUTO asks whether standard error is a terminal that can be drawn on.
   */
  static ProgressDisplay open(ProgressMode mode, Caller caller) {
    return switch (mode) {
      case AUTO -> drawable(caller) ? TerminalProgress.open(caller) : new PlainProgress(caller);
      case TERMINAL -> TerminalProgress.open(caller);
      case PLAIN -> new PlainProgress(caller);
      case JSON -> new JsonProgress(caller);
      case SILENT -> new SilentProgress(caller);
    };
  }

  private static boolean drawable(Caller caller) {
    return caller.terminal().messages() && !"dumb".equals(caller.env("TERM"));
  }
}
