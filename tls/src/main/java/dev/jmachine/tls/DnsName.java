package dev.jmachine.tls;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Host names as a certificate may hold them: the preferred syntax of RFC 1034, or *.DOMAIN. */
final class DnsName {
  private static final int LONGEST = 253;
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern WILDCARD = Pattern.compile("\\*(?:\\." + LABEL + "){2,}");
  // A last label of digits would read as an IPv4 address in some programs.
  private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?[0-9]+");

  private DnsName() {}

  static boolean isValid(String text) {
    if (text.length() > LONGEST + 1) {
      return false;
    }
    String name = normalised(text);
    return name.length() <= LONGEST
        && (NAME.matcher(name).matches() || WILDCARD.matcher(name).matches())
        && !NUMERIC_END.matcher(name).matches();
  }

  /** Lower case, ASCII, without the root's dot; an invalid name stays invalid. */
  static String normalised(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return (isAscii(name) ? name : ascii(name)).toLowerCase(Locale.ROOT);
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
