package dev.jmachine.bootstrap.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsFamilyTest {
  @ParameterizedTest
  @CsvSource({
    "debian,'',DEBIAN",
    "ubuntu,debian,DEBIAN",
    "linuxmint,ubuntu debian,DEBIAN",
    "raspbian,debian,DEBIAN",
    "fedora,'',FEDORA",
    "rhel,fedora,FEDORA",
    "rocky,rhel centos fedora,FEDORA",
    "almalinux,rhel centos fedora,FEDORA",
    "centos,rhel fedora,FEDORA",
    "amzn,fedora,FEDORA",
    "amzn,centos rhel fedora,FEDORA",
    "opensuse-leap,suse opensuse,SUSE",
    "opensuse-tumbleweed,opensuse suse,SUSE",
    "sles,suse,SUSE",
    "arch,'',ARCH",
    "manjaro,arch,ARCH",
    "alpine,'',ALPINE",
    "flatcar,coreos,FLATCAR",
  })
  void aDistributionIsKnownByItsIdElseByItsRelatives(String id, String like, OsFamily family) {
    assertThat(OsFamily.of(id, like)).contains(family);
  }

  @Test
  void othersAreNotGuessed() {
    assertThat(OsFamily.of("nixos", "")).isEmpty();
    assertThat(OsFamily.of("gentoo", "")).isEmpty();
    assertThat(OsFamily.of("", "")).isEmpty();
  }
}
