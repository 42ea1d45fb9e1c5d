package dev.jmachine.bootstrap.host;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Distributions that install packages alike. */
public enum OsFamily {
  DEBIAN("Debian, Ubuntu and derivatives", "debian ubuntu raspbian"),
  FEDORA(
      "Fedora, RHEL, Rocky, Alma, CentOS Stream, Amazon Linux",
      "fedora rhel centos rocky almalinux ol amzn"),
  SUSE("openSUSE, SLES", "suse opensuse sles sled"),
  ARCH("Arch", "arch"),
  ALPINE("Alpine", "alpine"),
  /** Comes with an engine and takes no packages. */
  FLATCAR("Flatcar", "flatcar");

  private final String shown;

  /** Values of ID, separated by spaces. */
  private final String ids;

  OsFamily(String shown, String ids) {
    this.shown = shown;
    this.ids = ids;
  }

  /**
   * The family of a distribution: by {@code ID} of os-release(5), else by the words of {@code
   * ID_LIKE}, closest relative first.
   */
  public static Optional<OsFamily> of(String id, String idLike) {
    return Stream.concat(Stream.of(id), Stream.of(idLike.split("\\s+")))
        .map(OsFamily::ofId)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<OsFamily> ofId(String id) {
    return Stream.of(values()).filter(family -> family.has(id)).findFirst();
  }

  private boolean has(String id) {
    boolean listed = List.of(ids.split(" ")).contains(id);
    return listed || (this == SUSE && id.startsWith("opensuse-"));
  }

  /** Every family, for people. */
  public static String supported() {
    return String.join("; ", Stream.of(values()).map(family -> family.shown).toList());
  }

  /** The name by which install-engine.sh knows it. */
  public String scriptName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
