package dev.jmachine.bootstrap.ssh;

import java.io.Closeable;
import java.io.IOException;

/** Ending what may be broken already. */
final class Connections {
  private Connections() {}

  /** Closes, and does not care how that went: the caller has a result or a failure of its own. */
  static void drop(Closeable connection) {
    boolean interrupted = Thread.interrupted(); // sshj would not send its goodbye
    try {
      connection.close();
    } catch (IOException e) {
      // closed all the same
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
