package dev.jmachine.driver.aws;

import dev.jmachine.core.failure.MachineFailure;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Address ranges that the user names. */
final class Cidr {
  private Cidr() {}

  /**
   * The range, a lone address being one of one.
   *
   * @param world whether all addresses may be meant
   * @throws MachineFailure USAGE for what is no range, or for all addresses unasked
   */
  static String of(String text, boolean world) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash), text);
    int most = address instanceof Inet6Address ? 128 : 32;
    int bits = slash < 0 ? most : bits(text.substring(slash + 1), most, text);
    if (bits == 0 && !world) {
      throw MachineFailure.usage("--" + AwsOptions.ALLOW + " " + text + " lets everybody in")
          .because("an engine's port that the world reaches is scanned within minutes")
          .hint("--" + AwsOptions.WORLD + " if that is what you want");
    }
    return address.getHostAddress() + "/" + bits;
  }

  static boolean isIpv6(String range) {
    return range.indexOf(':') >= 0;
  }

  private static InetAddress address(String literal, String text) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException e) {
      throw noRange(text);
    }
  }

  private static int bits(String digits, int most, String text) {
    try {
      int bits = Integer.parseUnsignedInt(digits);
      if (bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      // falls through
    }
    throw noRange(text);
  }

  private static MachineFailure noRange(String text) {
    return MachineFailure.usage("--" + AwsOptions.ALLOW + " takes an address range")
        .because("\"" + text + "\" is none; 198.51.100.7/32 is one");
  }
}
