package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.failure.MachineFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user can say with {@code --qemu-image}. */
public sealed interface ImageName {
  /**
   * Our own image, built here.
   *
   * @param suite Debian's code name
   */
  record Built(String suite) implements ImageName {}

  /**
   * A distribution's cloud image at its usual place.
   *
   * @param list name of the list of checksums in the same folder
   */
  record Official(String shown, URI url, String list) implements ImageName {}

  /**
   * Any cloud image.
   *
   * @param checksum null where the user takes what comes
   */
  record Remote(URI url, @Nullable Checksum checksum) implements ImageName {}

  /** A cloud image in a file of this computer. */
  record Local(Path file, @Nullable Checksum checksum) implements ImageName {}

  /** The name of our own image. */
  String BUILT = "build:debian-13";

  /** The image that is taken where ours cannot be built. */
  String OFFICIAL = "debian-13";

  private static Map<String, Official> officials() {
    return Map.of(
        OFFICIAL,
        new Official(
            OFFICIAL,
            URI.create(
                "https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2"),
            "SHA512SUMS"),
        "ubuntu-24.04",
        new Official(
            "ubuntu-24.04",
            URI.create(
                "https://cloud-images.ubuntu.com/releases/noble/release/ubuntu-24.04-server-cloudimg-amd64.img"),
            "SHA256SUMS"));
  }

  /**
   * Reads the two options.
   *
   * @param text "build:debian-13", "debian-13", "ubuntu-24.04", a URL or a path
   * @param checksum of {@code --qemu-image-checksum}, null without
   */
  static ImageName parse(String text, @Nullable String checksum) {
    Checksum wanted = checksum == null ? null : Checksum.parse(checksum);
    if (text.equals(BUILT)) {
      return new Built("trixie");
    }
    Official official = officials().get(text);
    if (official != null) {
      return wanted == null ? official : new Remote(official.url(), wanted);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("http://")) {
      return new Remote(url(text), wanted);
    }
    if (text.indexOf('/') >= 0 || lower.endsWith(".qcow2") || lower.endsWith(".img")) {
      return new Local(Path.of(text).toAbsolutePath().normalize(), wanted);
    }
    throw MachineFailure.usage("unknown image \"" + text + "\"")
        .because("known are " + BUILT + ", debian-13, ubuntu-24.04, a URL and a path with a /")
        .see("docs/drivers/qemu.md#images");
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && url.getPath() != null && url.getPath().length() > 1) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw MachineFailure.usage("invalid image URL \"" + text + "\"").because(e);
    }
    throw MachineFailure.usage("invalid image URL \"" + text + "\"")
        .because("it names no host or no file");
  }

  /** As the user would write it. */
  default String shown() {
    return switch (this) {
      case Built(String suite) -> suite.equals("trixie") ? BUILT : "build:" + suite;
      case Official(String shown, URI url, String list) -> shown;
      case Remote(URI url, Checksum checksum) -> url.toString();
      case Local(Path file, Checksum checksum) -> file.toString();
    };
  }
}
