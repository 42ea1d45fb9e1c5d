package dev.jmachine.client;

import java.lang.System.Logger.Level;

/** Work that is done ahead of its need, and done again when it is needed if it fails. */
final class Background {
  private Background() {}

  /** What is done. */
  interface Work {
    void run() throws InterruptedException;
  }

  /** Does it in a thread that keeps no JVM alive; a failure is only logged. */
  static void run(String name, Work work) {
    Thread thread = new Thread(() -> attempt(work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void attempt(Work work) {
    try {
      work.run();
    } catch (HostException e) {
      System.getLogger("dev.jmachine").log(Level.DEBUG, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
