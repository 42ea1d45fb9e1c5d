package dev.jmachine.bootstrap.host;

import java.util.Optional;

/**
 * Docker's own package repository for one distribution, with the signing key that it must have. The
 * fingerprints are those in Docker's installation manuals for Debian and for CentOS.
 *
 * @param base URL without the suite
 * @param suite for apt; empty for rpm
 * @param probe a file that is there when the repository has this distribution
 * @param key where the signing key is
 * @param fingerprint of its primary key, 40 hexadecimal digits
 */
public record DockerRepository(
    String base, String suite, String probe, String key, String fingerprint) {
  static final String DEB_KEY = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88";
  static final String RPM_KEY = "060A61C51B558A7F742B77AAC52FEB6B621E9F35";
  private static final String SITE = "https://download.docker.com/linux/";

  /** The repository for a host; empty where Docker has none for its distribution. */
  public static Optional<DockerRepository> of(HostFacts.Os os) {
    return os.family()
        .flatMap(
            family ->
                switch (family) {
                  case DEBIAN -> deb(os);
                  case FEDORA -> rpm(os);
                  case SUSE -> suse(os);
                  case ARCH, ALPINE, FLATCAR -> Optional.empty();
                });
  }

  private static Optional<DockerRepository> deb(HostFacts.Os os) {
    if (!os.codename().matches("[a-z][a-z0-9-]*")) {
      return Optional.empty();
    }
    boolean ubuntu = "ubuntu".equals(os.id()) || os.like().contains("ubuntu");
    String base = SITE + ("raspbian".equals(os.id()) ? "raspbian" : ubuntu ? "ubuntu" : "debian");
    String probe = base + "/dists/" + os.codename() + "/Release";
    return Optional.of(new DockerRepository(base, os.codename(), probe, base + "/gpg", DEB_KEY));
  }

  private static Optional<DockerRepository> rpm(HostFacts.Os os) {
    return switch (os.id()) {
      case "amzn" -> Optional.empty();
      case "fedora" -> rpm("fedora", os);
      case "rhel" -> rpm("rhel", os);
      default -> rpm("centos", os);
    };
  }

  private static Optional<DockerRepository> rpm(String distribution, HostFacts.Os os) {
    String major = os.version().split("\\.", 2)[0];
    if (!major.matches("[0-9]+")) {
      return Optional.empty();
    }
    String base = SITE + distribution;
    String probe = base + "/" + major + "/" + os.arch() + "/stable/repodata/repomd.xml";
    return Optional.of(new DockerRepository(base, "", probe, base + "/gpg", RPM_KEY));
  }

  /** Docker builds for SLES on IBM Z alone. */
  private static Optional<DockerRepository> suse(HostFacts.Os os) {
    return "s390x".equals(os.arch()) ? rpm("sles", os) : Optional.empty();
  }
}
