package dev.jmachine.bootstrap.ssh;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A shell that is being opened ahead of its use. */
final class PreparedShell {
  private final FutureTask<Channel> opening;

  private PreparedShell(FutureTask<Channel> opening) {
    this.opening = opening;
  }

  static PreparedShell opening(Channels channels, String command) {
    FutureTask<Channel> task = new FutureTask<>(() -> channels.open(command));
    Thread.ofVirtual().name("open channel").start(task);
    return new PreparedShell(task);
  }

  /** The shell, or a fresh one where the host had no room for it when it was tried. */
  Channel take(Channels channels, String command) throws IOException, InterruptedException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      return channels.open(command);
    }
  }
}
