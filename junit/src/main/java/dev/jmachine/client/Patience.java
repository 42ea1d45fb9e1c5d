package dev.jmachine.client;

/** Waits that an interruption does not cut short, since something would be left behind. */
final class Patience {
  private Patience() {}

  /** What is waited for. */
  interface Wait {
    void await() throws InterruptedException;
  }

  /**
   * Waits to the end, from the beginning again where it is interrupted; that is kept for the
   * caller, in the thread's status.
   *
   * @param wait what may be done twice
   */
  static void whileInterrupted(Wait wait) {
    boolean interrupted = Thread.interrupted();
    boolean over = false;
    try {
      while (!over) {
        try {
          wait.await();
          over = true;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
