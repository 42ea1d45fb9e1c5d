package dev.jmachine.core.cloud;

import dev.jmachine.core.failure.MachineFailure;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Address ranges that the user names. */
public final class Cidr {
  private Cidr() {}

  /**
   * The range, a lone address being one of one.
   *
   * @param names of the option that took it, for advice
   * @param world whether all addresses may be meant
   * @throws MachineFailure USAGE for what is no range, or for all addresses unasked
   */
  public static String of(IngressOptions names, String text, boolean world) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash), names, text);
    int most = address instanceof Inet6Address ? 128 : 32;
    int bits = slash < 0 ? most : bits(text.substring(slash + 1), most, names, text);
    if (bits == 0 && !world) {
      throw MachineFailure.usage("--" + names.allow() + " " + text + " lets everybody in")
          .because("an engine's port that the world reaches is scanned within minutes")
          .hint("--" + names.world() + " if that is what you want");
    }
    return address.getHostAddress() + "/" + bits;
  }

  public static boolean isIpv6(String range) {
    return range.indexOf(':') >= 0;
  }

  private static InetAddress address(String literal, IngressOptions names, String text) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException e) {
      throw noRange(names, text);
    }
  }

  private static int bits(String digits, int most, IngressOptions names, String text) {
    try {
      int bits = Integer.parseUnsignedInt(digits);
      if (bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      // falls through
    }
    throw noRange(names, text);
  }

  private static MachineFailure noRange(IngressOptions names, String text) {
    return MachineFailure.usage("--" + names.allow() + " takes an address range")
        .because("\"" + text + "\" is none; 198.51.100.7/32 is one");
  }
}
