package dev.jmachine.core.machine;

/** The range of TCP ports. */
final class Ports {
  private Ports() {}

  static void check(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
  }
}
