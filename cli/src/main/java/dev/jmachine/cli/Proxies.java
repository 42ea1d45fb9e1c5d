package dev.jmachine.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, as Java's own settings, which every HTTP client of ours
 * and of the SDKs follows. Names and forms are those that the docker command knows
 * (golang.org/x/net/http/httpproxy); Java's are on the page "Java Networking and Proxies". SSH and
 * the engines are reached without a proxy, as ever.
 */
final class Proxies {
  /** What Java spares the proxy by itself, as long as nobody names hosts. */
  private static final List<String> HERE = List.of("localhost", "127.*", "[::1]");

  private static final int USUAL_PORT = 80;

  private Proxies() {}

  /**
   * System properties to set.
   *
   * @param environment HTTP_PROXY, HTTPS_PROXY (a URL, or HOST:PORT) and NO_PROXY (names, addresses
   *     and domains with commas between, or *), or the same in small letters
   * @return empty where no proxy is named; what is no address of a proxy is left out
   */
  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> properties = new TreeMap<>();
    for (String scheme : List.of("http", "https")) {
      URI proxy = proxy(value(environment, scheme + "_proxy"));
      if (proxy != null) {
        int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
        properties.put(scheme + ".proxyHost", proxy.getHost());
        properties.put(scheme + ".proxyPort", String.valueOf(port));
      }
    }
    String without = value(environment, "no_proxy");
    if (!properties.isEmpty() && without != null) {
      properties.put("http.nonProxyHosts", withoutProxy(without));
    }
    return properties;
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    String loud = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    String value = loud.isEmpty() ? environment.getOrDefault(name, "") : loud;
    return value.isBlank() ? null : value.strip();
  }

  private static @Nullable URI proxy(@Nullable String address) {
    if (address == null) {
      return null;
    }
    try {
      URI proxy = URI.create(address.contains("://") ? address : "http://" + address);
      return proxy.getHost() == null ? null : proxy;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A name means itself and all names below it; one that begins with a dot, those below alone. */
  private static String withoutProxy(String list) {
    List<String> hosts = new ArrayList<>(HERE);
    for (String entry : list.split(",", -1)) {
      String host = entry.strip();
      if (host.startsWith(".") || host.equals("*") || host.startsWith("*.")) {
        hosts.add(host.startsWith(".") ? "*" + host : host);
      } else if (!host.isEmpty()) {
        hosts.add(host);
        hosts.add("*." + host);
      }
    }
    return String.join("|", hosts);
  }
}
