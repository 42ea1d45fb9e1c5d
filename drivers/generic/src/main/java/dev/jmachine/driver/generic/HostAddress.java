package dev.jmachine.driver.generic;

import dev.jmachine.core.failure.MachineFailure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** The address of a host as the user types it: a DNS name, an IPv4 or an IPv6 address. */
record HostAddress(String text) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
  private static final Pattern DIGITS = Pattern.compile("[0-9.]+");
  private static final Pattern FOUR_NUMBERS = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
  private static final Pattern WITH_PORT = Pattern.compile("[^:]+:[0-9]+");

  /**
   * Reads an address; an IPv6 address may stand in brackets and loses them.
   *
   * @throws MachineFailure USAGE with what was probably meant
   */
  static HostAddress parse(String typed) {
    String text = typed.strip();
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    if (text.indexOf('@') >= 0) {
      throw refused(typed, "the user is given by --" + GenericOptions.SSH_USER);
    }
    if (WITH_PORT.matcher(text).matches()) {
      throw refused(typed, "the port is given by --" + GenericOptions.SSH_PORT);
    }
    if (!isIpv6(text) && !isName(text)) {
      throw refused(typed, "expected a DNS name, an IPv4 or an IPv6 address");
    }
    return new HostAddress(text);
  }

  private static boolean isName(String text) {
    return DIGITS.matcher(text).matches() ? isIpv4(text) : NAME.matcher(text).matches();
  }

  private static boolean isIpv4(String text) {
    return FOUR_NUMBERS.matcher(text).matches() && isLiteral(text);
  }

  private static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0) {
      return false;
    }
    try {
      Inet6Address.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLiteral(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static MachineFailure refused(String typed, String why) {
    return MachineFailure.usage("\"" + typed + "\" is no address of a host").because(why);
  }
}
