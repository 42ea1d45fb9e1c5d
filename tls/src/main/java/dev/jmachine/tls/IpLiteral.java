package dev.jmachine.tls;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses in text: four decimal numbers, or the forms of RFC 4291. No name is looked up. */
final class IpLiteral {
  private static final Pattern NUMBER_AND_DOTS = Pattern.compile("[0-9.]+");
  // No leading zeros: some programs read 010 as eight.
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}(?:\\.[0-9.]{5,15})?");

  private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._-]+$");

  private IpLiteral() {}

  /** Whether the text can only be meant as an address, rightly written or not. */
  static boolean isMeant(String text) {
    return text.indexOf(':') >= 0 || NUMBER_AND_DOTS.matcher(text).matches();
  }

  /** The address; empty where it is none, or names no host (unspecified, multicast). */
  static Optional<InetAddress> parse(String text) {
    String bare = withoutZone(withoutBrackets(text));
    if (!IPV4.matcher(bare).matches() && !isIpv6(bare)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(bare))
          .filter(address -> !address.isAnyLocalAddress() && !address.isMulticastAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && IPV6.matcher(text).matches();
  }

  private static String withoutBrackets(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  /** A zone such as %eth0 means something on one computer only, so no certificate holds it. */
  private static String withoutZone(String text) {
    return text.indexOf(':') >= 0 ? ZONE.matcher(text).replaceFirst("") : text;
  }
}
