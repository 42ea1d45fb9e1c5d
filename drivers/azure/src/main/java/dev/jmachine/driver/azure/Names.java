package dev.jmachine.driver.azure;

/**
 * The names of a machine's resources. Each holds the machine's uid, so it is also the token by
 * which the resource is found again, and a call that makes it may be repeated.
 *
 * @param base what all of them begin with
 */
record Names(String base) {
  /** Shortest of the limits: that of a Linux virtual machine (Azure, "Naming rules"). */
  private static final int LONGEST = 64;

  private static final String LONGEST_END = "-vnet";

  /** "jm-NAME-UID", with as much of the name as there is room for. */
  static Names of(String machine, String uid) {
    int room = LONGEST - LONGEST_END.length() - "jm--".length() - uid.length();
    String name = machine.length() > room ? machine.substring(0, room) : machine;
    return new Names("jm-" + name + "-" + uid);
  }

  String of(Kind kind) {
    return switch (kind) {
      case GROUP, VM -> base;
      case SET -> base + "-set";
      case NSG -> base + "-nsg";
      case VNET -> base + "-vnet";
      case ADDRESS -> base + "-ip";
      case NIC -> base + "-nic";
      case DISK -> base + "-disk";
    };
  }
}
