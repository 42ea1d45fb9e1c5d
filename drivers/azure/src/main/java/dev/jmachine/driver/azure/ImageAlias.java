package dev.jmachine.driver.azure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short names for the images that distributions publish in Azure's marketplace. No version is
 * written down: the newest is looked up each time.
 *
 * @param name what the user types
 * @param publisher of the image
 * @param offer of the image
 * @param gen2 SKU for x64 processors and UEFI
 * @param gen1 SKU for sizes that only know the first generation
 * @param arm SKU for Arm64 processors
 */
record ImageAlias(
    String name, String publisher, String offer, String gen2, String gen1, String arm) {
  private static final List<ImageAlias> ALL =
      List.of(
          ubuntu("26.04", "ubuntu-26_04-lts", "server", "server-gen1", "server-arm64"),
          ubuntu("24.04", "ubuntu-24_04-lts", "server", "server-gen1", "server-arm64"),
          ubuntu(
              "22.04",
              "0001-com-ubuntu-server-jammy",
              "22_04-lts-gen2",
              "22_04-lts",
              "22_04-lts-arm64"),
          debian("13"),
          debian("12"));

  /** Canonical's offers (documentation.ubuntu.com, "Find Ubuntu images on Azure"). */
  private static ImageAlias ubuntu(
      String version, String offer, String gen2, String gen1, String arm) {
    return new ImageAlias("ubuntu-" + version, "Canonical", offer, gen2, gen1, arm);
  }

  /** Debian's offers (wiki.debian.org/Cloud/MicrosoftAzure). */
  private static ImageAlias debian(String version) {
    String name = "debian-" + version;
    return new ImageAlias(name, "Debian", name, version + "-gen2", version, version + "-arm64");
  }

  static List<String> names() {
    return ALL.stream().map(ImageAlias::name).toList();
  }

  /** The alias of that name; null for an image that the user names in full. */
  static @Nullable ImageAlias of(String name) {
    return ALL.stream().filter(alias -> alias.name().equals(name)).findFirst().orElse(null);
  }

  /** The SKU that runs on a size. */
  String skuFor(SizeFacts size) {
    if (size.isArm()) {
      return arm;
    }
    return size.generation2() ? gen2 : gen1;
  }
}
