package dev.jmachine.client;

/** Waits that an interruption does not cut short, since something would be left behind. */
final class Patience {
  private Patience() {}

  /** What is waited for. */
  interface Wait {
    void await() throws InterruptedException;
  }

  /** Waits to the end; an interruption is kept for the caller, in the thread's status. */
  static void whileInterrupted(Wait wait) {
    boolean interrupted = Thread.interrupted();
    try {
      wait.await();
    } catch (InterruptedException again) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
