package dev.jmachine.driver.qemu.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where Debian's packages come from for this computer: the mirror of its own apt sources, so that a
 * proxy or a mirror in the house serves our images too; Debian's own where there is none.
 *
 * @param archive such as "http://deb.debian.org/debian"
 * @param security such as "http://deb.debian.org/debian-security"; empty where the computer has
 *     none
 */
record DebianMirror(String archive, Optional<String> security) {
  /** Debian's own. */
  static final DebianMirror DEFAULT =
      new DebianMirror(
          "http://deb.debian.org/debian", Optional.of("http://deb.debian.org/debian-security"));

  /**
   * Finds it among all sources.
   *
   * @param codename of this computer's Debian, "bookworm"; its suites tell Debian's sources from
   *     others'
   */
  static DebianMirror of(List<AptSource> sources, String codename) {
    Optional<String> archive = best(sources, List.of(codename, "stable"), "/debian");
    Optional<String> security =
        best(
            sources,
            List.of(codename + "-security", codename + "/updates", "stable-security"),
            "/debian-security");
    return archive.map(uri -> new DebianMirror(uri, security)).orElse(DEFAULT);
  }

  private static Optional<String> best(List<AptSource> sources, List<String> suites, String end) {
    return sources.stream()
        .filter(source -> suites.contains(source.suite()))
        .filter(source -> source.components().contains("main"))
        .filter(source -> source.uri().matches("https?://.*"))
        .max(Comparator.comparingInt(source -> likeness(source, end)))
        .map(AptSource::uri);
  }

  /** Others use Debian's suite names too; the archive is the one with its path and its keyring. */
  private static int likeness(AptSource source, String end) {
    return (source.uri().endsWith(end) ? 2 : 0)
        + (source.signedBy().contains("debian-archive") ? 1 : 0);
  }

  /** One-line sources of a suite, with its updates and security fixes. */
  List<String> sourcesOf(String suite) {
    List<String> lines = new ArrayList<>();
    lines.add("deb " + archive + " " + suite + " main");
    lines.add("deb " + archive + " " + suite + "-updates main");
    security.ifPresent(uri -> lines.add("deb " + uri + " " + suite + "-security main"));
    return lines;
  }
}
