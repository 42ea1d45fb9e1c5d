package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The names and addresses that a server certificate holds: what was given, plus localhost,
 * 127.0.0.1 and ::1, each once and in one spelling. Nothing is ever looked up in the DNS.
 *
 * @param dnsNames lower case, international names in their ASCII form, sorted
 * @param addresses IPv4 dotted, IPv6 as {@link InetAddress#getHostAddress} writes it, sorted
 */
public record SubjectAltNames(List<String> dnsNames, List<String> addresses) {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  public SubjectAltNames {
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
  }

  /**
   * Sorts entries into names and addresses.
   *
   * @param entries host names and IP addresses, such as those of {@code --tls-san}
   * @throws TlsFailure BAD_NAME for an entry that is neither
   */
  public static SubjectAltNames forServer(Collection<String> entries) {
    TreeSet<String> names = new TreeSet<>();
    TreeSet<String> addresses = new TreeSet<>();
    LOOPBACK.forEach(entry -> sort(entry, names, addresses));
    entries.forEach(entry -> sort(entry, names, addresses));
    return new SubjectAltNames(List.copyOf(names), List.copyOf(addresses));
  }

  /** Whether {@link #forServer} takes this entry: ask it of names that a host reports of itself. */
  public static boolean accepts(String entry) {
    return IpLiteral.isMeant(entry) ? IpLiteral.parse(entry).isPresent() : DnsName.isValid(entry);
  }

  private static void sort(String entry, Collection<String> names, Collection<String> addresses) {
    (IpLiteral.isMeant(entry) ? addresses : names).add(normalised(entry));
  }

  /** The one spelling of a host name or address. */
  static String normalised(String entry) {
    if (!accepts(entry)) {
      throw new TlsFailure(
          Kind.BAD_NAME,
          "not a host name or IP address: \"" + printable(entry) + "\"",
          "give one name or address at a time, such as --tls-san docker.example.com");
    }
    return IpLiteral.parse(entry)
        .map(InetAddress::getHostAddress)
        .orElseGet(() -> DnsName.normalised(entry));
  }

  private static String printable(String entry) {
    String start = entry.length() <= 80 ? entry : entry.substring(0, 80) + "...";
    return start.replaceAll("\\p{C}", "?");
  }
}
