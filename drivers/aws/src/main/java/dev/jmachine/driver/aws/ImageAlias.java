package dev.jmachine.driver.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short names for distributions' images. No image's id is written down: it is looked up by owner
 * and name each time.
 *
 * @param name what the user types
 * @param owner account that publishes it, or "amazon"
 * @param pattern its name with the wildcards of DescribeImages; {@code @} stands for the processor
 * @param x86 what {@code @} is for x86_64
 * @param arm what {@code @} is for arm64
 * @param user who logs in
 */
record ImageAlias(String name, String owner, String pattern, String x86, String arm, String user) {
  /** Canonical's account (documentation.ubuntu.com, "Find Ubuntu images on AWS"). */
  private static final String CANONICAL = "099720109477";

  /** Debian's account (wiki.debian.org/Cloud/AmazonEC2Image). */
  private static final String DEBIAN = "136693071363";

  private static final List<ImageAlias> ALL =
      List.of(
          ubuntu("26.04", "hvm-ssd-gp3/ubuntu-resolute"),
          ubuntu("24.04", "hvm-ssd-gp3/ubuntu-noble"),
          ubuntu("22.04", "hvm-ssd/ubuntu-jammy"),
          debian("13"),
          debian("12"),
          new ImageAlias(
              "amazon-linux-2023",
              "amazon",
              "al2023-ami-2023.*-kernel-*-@",
              "x86_64",
              "arm64",
              "ec2-user"));

  private static ImageAlias ubuntu(String version, String series) {
    String pattern = "ubuntu/images/" + series + "-" + version + "-@-server-*";
    return new ImageAlias("ubuntu-" + version, CANONICAL, pattern, "amd64", "arm64", "ubuntu");
  }

  private static ImageAlias debian(String version) {
    String name = "debian-" + version;
    return new ImageAlias(name, DEBIAN, name + "-@-*", "amd64", "arm64", "admin");
  }

  static List<String> names() {
    return ALL.stream().map(ImageAlias::name).toList();
  }

  /** The alias of that name; null for what is a pattern of the user's. */
  static @Nullable ImageAlias of(String name) {
    return ALL.stream().filter(alias -> alias.name().equals(name)).findFirst().orElse(null);
  }

  /** The name pattern for "x86_64" or "arm64". */
  String patternFor(String architecture) {
    return pattern.replace("@", architecture.equals("arm64") ? arm : x86);
  }
}
