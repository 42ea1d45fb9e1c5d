package dev.jmachine.driver.google;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short names for distributions' image families. No image is written down: its family gives the
 * newest one each time.
 *
 * @param name what the user types
 * @param project that publishes it
 * @param x86 its family for X86_64
 * @param arm its family for ARM64
 */
record ImageAlias(String name, String project, String x86, String arm) {
  /** Families as Google lists them (Compute Engine, "Operating system details"). */
  private static final List<ImageAlias> ALL =
      List.of(
          ubuntu("26.04", "ubuntu-2604-lts-amd64"),
          ubuntu("24.04", "ubuntu-2404-lts-amd64"),
          ubuntu("22.04", "ubuntu-2204-lts"),
          debian("13"),
          debian("12"));

  private static ImageAlias ubuntu(String version, String x86) {
    String arm = "ubuntu-" + version.replace(".", "") + "-lts-arm64";
    return new ImageAlias("ubuntu-" + version, "ubuntu-os-cloud", x86, arm);
  }

  private static ImageAlias debian(String version) {
    String name = "debian-" + version;
    return new ImageAlias(name, "debian-cloud", name, name + "-arm64");
  }

  static List<String> names() {
    return ALL.stream().map(ImageAlias::name).toList();
  }

  /** The alias of that name; null for what is none. */
  static @Nullable ImageAlias of(String name) {
    return ALL.stream().filter(alias -> alias.name().equals(name)).findFirst().orElse(null);
  }

  /** The family for "X86_64" or "ARM64". */
  String familyFor(String architecture) {
    return architecture.equals("ARM64") ? arm : x86;
  }
}
