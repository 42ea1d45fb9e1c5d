package dev.jmachine.cli.progress;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.progress.ProgressEvent;

/** Shows warnings alone. */
final class SilentProgress implements ProgressDisplay {
  private final PlainProgress plain;

  SilentProgress(Caller caller) {
    this.plain = new PlainProgress(caller);
  }

  @Override
  public void accept(ProgressEvent event) {
    if (event instanceof ProgressEvent.Warning) {
      plain.accept(event);
    }
  }

  @Override
  public void close() {}
}
