package dev.jmachine.bootstrap.blocking;

import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * Blocking work of a library that knows neither deadlines nor cancellation. An interruption of the
 * caller is an InterruptedException here, whatever the library makes of it (sshj: a
 * ConnectionException without a message).
 */
public final class BlockingCall {
  private BlockingCall() {}

  /**
   * Runs {@code work} until it ends or the deadline passes; then the work is interrupted.
   *
   * @throws java.net.SocketTimeoutException when the deadline passes
   */
  public static <T> T run(String what, Deadline deadline, Callable<T> work)
      throws IOException, InterruptedException {
    return Background.start(what, work).get(deadline);
  }
}
