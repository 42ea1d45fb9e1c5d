package dev.jmachine.crash;

/** Whether this is a run of the Maven profile nightly, which takes its time. */
final class Nightly {
  private Nightly() {}

  static boolean is() {
    return Boolean.getBoolean("jmachine.nightly");
  }
}
