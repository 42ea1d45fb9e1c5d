package dev.jmachine.driver.none;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine listens.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
record EngineAddress(String host, int port) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");

  /**
   * A host and perhaps a port; an IPv6 address with a port stands in brackets (RFC 3986 §3.2.2).
   */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile(
          "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?::(?<port>[0-9]{1,5}))?"
              + "|\\[(?<ipv6>[0-9A-Fa-f:.]+)\\](?::(?<port6>[0-9]{1,5}))?"
              + "|(?<bare>[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)");

  /**
   * Reads what a user may type: {@code tcp://HOST:PORT}, {@code https://HOST:PORT/}, {@code
   * HOST:PORT} or {@code HOST}; the port is 2376 where it is not given.
   *
   * @throws MachineFailure USAGE for anything else
   */
  static EngineAddress parse(String typed) {
    Matcher scheme = SCHEME.matcher(typed.strip());
    String rest = scheme.matches() ? afterScheme(typed, scheme) : typed.strip();
    Matcher parts = HOST_AND_PORT.matcher(rest.endsWith("/") ? withoutLast(rest) : rest);
    if (!parts.matches()) {
      throw refused(typed, "expected tcp://HOST:PORT");
    }
    String host = firstOf(parts, "name", "ipv6", "bare");
    return new EngineAddress(
        host == null ? "" : host, port(typed, firstOf(parts, "port", "port6")));
  }

  HostAccess access() {
    return new HostAccess(null, host, port, port, List.of(host));
  }

  private static String afterScheme(String typed, Matcher scheme) {
    return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
      case "tcp", "https" -> scheme.group(2);
      case "http" -> throw refused(typed, "jmachine speaks with engines over TLS only");
      case "unix", "npipe", "fd", "ssh" ->
          throw refused(typed, "the none driver reaches engines over TCP with TLS only")
              .hint("docker context create NAME --docker host=" + typed.strip());
      default -> throw refused(typed, "expected tcp://HOST:PORT");
    };
  }

  private static String withoutLast(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static @Nullable String firstOf(Matcher parts, String... groups) {
    for (String group : groups) {
      if (parts.group(group) != null) {
        return parts.group(group);
      }
    }
    return null;
  }

  private static int port(String typed, @Nullable String text) {
    int port = text == null ? HostAccess.ENGINE_PORT : Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw refused(typed, port + " is no port");
    }
    return port;
  }

  private static MachineFailure refused(String typed, String why) {
    return MachineFailure.usage("\"" + typed + "\" is no URL of an engine").because(why);
  }
}
