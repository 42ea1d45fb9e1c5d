package dev.jmachine.core.driver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP port of this computer that leads to a port of a host. Only loopback addresses (127.0.0.0/8,
 * RFC 1122 3.2.1.3) are taken: nothing is offered to the network.
 *
 * @param address of this computer: "127.0.0.1"
 * @param port of that address, 1 to 65535
 * @param hostPort of the host, 1 to 65535
 */
public record PortForward(String address, int port, int hostPort) {
  private static final String USUAL = "127.0.0.1";
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}");
  private static final Pattern TEXT = Pattern.compile("(?:(?:([^:]+):)?(\\d{1,5}):)?(\\d{1,5})");

  public PortForward {
    if (!LOOPBACK.matcher(address).matches()) {
      throw new IllegalArgumentException(address + " is no address of 127.0.0.0/8");
    }
    if (port < 1 || port > 65535 || hostPort < 1 || hostPort > 65535) {
      throw new IllegalArgumentException("ports are 1 to 65535");
    }
  }

  /**
   * Reads what {@code docker run --publish} would take: [[ADDRESS:]PORT:]HOSTPORT.
   *
   * @throws IllegalArgumentException where it is none, with the reason
   */
  public static PortForward parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected [[ADDRESS:]PORT:]PORT, such as 8080:80");
    }
    String address = matcher.group(1) == null ? USUAL : matcher.group(1);
    int hostPort = Integer.parseInt(matcher.group(3));
    int port = matcher.group(2) == null ? hostPort : Integer.parseInt(matcher.group(2));
    return new PortForward(address, port, hostPort);
  }

  /** As {@code docker ps} shows a published port. */
  @Override
  public String toString() {
    return address + ":" + port + "->" + hostPort + "/tcp";
  }
}
