package dev.jmachine.core.cloud;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * This computer's address as a host in a cloud sees it. The public one is asked of a service that
 * answers with the caller's address as a line of text; which one, the driver says.
 */
public final class CallerAddress {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private CallerAddress() {}

  /**
   * The public address, as a range of one: "198.51.100.7/32".
   *
   * @param url of the service
   * @throws MachineFailure CHECK where it does not answer with an address
   */
  public static String ofThePublic(IngressOptions names, String url) {
    try {
      return range(get(URI.create(url)));
    } catch (IOException | IllegalArgumentException e) {
      throw MachineFailure.check("cannot learn this computer's public address from " + url)
          .because(e)
          .hint("--" + names.allow() + " ADDRESS/32 with the address that hosts there see")
          .see(names.see());
    }
  }

  /**
   * The private addresses, for a host that is reached by its private one.
   *
   * @throws MachineFailure CHECK where there is none
   */
  public static List<String> ofThePrivate(IngressOptions names) {
    try {
      List<String> all =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
              .map(address -> address.getHostAddress() + "/32")
              .toList();
      if (!all.isEmpty()) {
        return all;
      }
      throw new SocketException("it has none");
    } catch (SocketException e) {
      throw MachineFailure.check("cannot tell this computer's private address")
          .because(e)
          .hint("--" + names.allow() + " CIDR with the range from which you connect")
          .see(names.see());
    }
  }

  private static String get(URI url) throws IOException {
    if (!(url.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("it is no HTTP address");
    }
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("it answered " + connection.getResponseCode());
    }
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readNBytes(100), StandardCharsets.US_ASCII).strip();
    }
  }

  /** Only a literal address: nothing that it may have answered is looked up. */
  static String range(String text) throws IOException {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return address.getHostAddress() + (address instanceof Inet6Address ? "/128" : "/32");
    } catch (IllegalArgumentException e) {
      throw new IOException("it answered no address", e);
    }
  }
}
