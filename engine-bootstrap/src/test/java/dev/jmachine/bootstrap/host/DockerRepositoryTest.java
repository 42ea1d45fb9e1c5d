package dev.jmachine.bootstrap.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DockerRepositoryTest {
  @Test
  void debianAndUbuntuHaveTheirOwnAndDerivativesThatOfTheirParent() {
    assertThat(DockerRepository.of(os("debian", "", "12", "bookworm", "x86_64")))
        .get()
        .extracting(DockerRepository::probe, DockerRepository::fingerprint)
        .containsExactly(
            "https://download.docker.com/linux/debian/dists/bookworm/Release",
            DockerRepository.DEB_KEY);
    assertThat(DockerRepository.of(os("linuxmint", "ubuntu debian", "22", "noble", "x86_64")))
        .get()
        .extracting(DockerRepository::base)
        .isEqualTo("https://download.docker.com/linux/ubuntu");
  }

  @Test
  void redHatsRelativesShareTheOneOfCentOs() {
    assertThat(DockerRepository.of(os("rocky", "rhel centos fedora", "9.4", "", "aarch64")))
        .get()
        .extracting(DockerRepository::probe, DockerRepository::fingerprint)
        .containsExactly(
            "https://download.docker.com/linux/centos/9/aarch64/stable/repodata/repomd.xml",
            DockerRepository.RPM_KEY);
  }

  @Test
  void whereDockerHasNoneThereIsNone() {
    assertThat(DockerRepository.of(os("amzn", "fedora", "2023", "", "x86_64"))).isEmpty();
    assertThat(DockerRepository.of(os("sles", "suse", "15.6", "", "x86_64"))).isEmpty();
    assertThat(DockerRepository.of(os("alpine", "", "3.20", "", "x86_64"))).isEmpty();
    assertThat(DockerRepository.of(os("debian", "", "", "", "x86_64"))).isEmpty();
  }

  @Test
  void aCodenameThatIsNoneNeverGetsIntoAnAddress() {
    assertThat(DockerRepository.of(os("debian", "", "12", "../../x", "x86_64"))).isEmpty();
  }

  private static HostFacts.Os os(
      String id, String like, String version, String codename, String arch) {
    return new HostFacts.Os(id, like, version, codename, id, arch);
  }
}
