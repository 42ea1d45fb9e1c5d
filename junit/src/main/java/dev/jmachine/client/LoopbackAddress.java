package dev.jmachine.client;

/**
 * An address of this computer for one host. On Linux all of 127.0.0.0/8 is there (RFC 1122
 * 3.2.1.3), so each host gets one of its own and two hosts may publish the same port; elsewhere it
 * is 127.0.0.1.
 */
final class LoopbackAddress {
  private LoopbackAddress() {}

  static String of(String name) {
    return of(name, System.getProperty("os.name", ""));
  }

  static String of(String name, String system) {
    if (!system.equals("Linux")) {
      return "127.0.0.1";
    }
    int hash = name.hashCode() * 0x9E3779B9; // spreads what differs in the last letters
    int second = 1 + Math.floorMod(hash >>> 24, 254);
    int third = hash >>> 16 & 0xFF;
    int last = 1 + Math.floorMod(hash >>> 8 & 0xFF, 254);
    return "127." + second + "." + third + "." + last;
  }
}
