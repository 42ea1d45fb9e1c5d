package dev.jmachine.client;

/** Something to do when the JVM ends, unless it is done before. */
final class JvmEnd {
  private final Thread hook;

  JvmEnd(String name, Runnable action) {
    this.hook = new Thread(action, name);
  }

  /**
   * From now on.
   *
   * @throws HostException where the JVM ends already
   */
  void watch() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new HostException("nothing is begun while the JVM ends", e);
    }
  }

  /** It is done. */
  void over() {
    if (Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the JVM ends: the hook finds nothing to do
      }
    }
  }
}
