package dev.jmachine.driver.generic;

import dev.jmachine.core.machine.HostKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What known_hosts files say of one host.
 *
 * @param keys its keys, in the order of the files, those that are revoked left out
 * @param revoked keys that must not be accepted from it
 * @param certAuthority whether a certificate authority is named for it, which jmachine does not
 *     check
 */
record KnownHosts(List<HostKey> keys, List<HostKey> revoked, boolean certAuthority) {
  private static final int SSH_PORT = 22;

  /** Looks a host up, as ssh does: by its name as typed, with the port where that is not 22. */
  static KnownHosts lookUp(List<Path> files, String host, int port) throws IOException {
    String lower = host.toLowerCase(Locale.ROOT);
    String name = port == SSH_PORT ? lower : "[" + lower + "]:" + port;
    List<KnownHostsLine> lines = new ArrayList<>();
    for (Path file : files) {
      lines.addAll(linesFor(name, file));
    }
    List<HostKey> revoked = keys(lines, KnownHostsLine.Marker.REVOKED);
    List<HostKey> known = new ArrayList<>(keys(lines, KnownHostsLine.Marker.NONE));
    known.removeIf(key -> containsKey(revoked, key));
    boolean authority =
        lines.stream().anyMatch(line -> line.marker() == KnownHostsLine.Marker.CERT_AUTHORITY);
    return new KnownHosts(List.copyOf(known), revoked, authority);
  }

  boolean revokes(HostKey key) {
    return containsKey(revoked, key);
  }

  private static boolean containsKey(List<HostKey> keys, HostKey key) {
    return keys.stream().anyMatch(other -> PublicKeyText.same(other, key));
  }

  private static List<KnownHostsLine> linesFor(String name, Path file) throws IOException {
    List<KnownHostsLine> lines = new ArrayList<>();
    // ISO 8859-1 takes any byte: a comment in another encoding must not hide the file
    for (String text : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      KnownHostsLine line = KnownHostsLine.parse(text);
      if (line != null && line.hosts().match(name)) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<HostKey> keys(List<KnownHostsLine> lines, KnownHostsLine.Marker marker) {
    Set<HostKey> keys = new LinkedHashSet<>();
    for (KnownHostsLine line : lines) {
      if (line.marker() == marker && line.key() != null) {
        keys.add(line.key());
      }
    }
    return List.copyOf(keys);
  }
}
