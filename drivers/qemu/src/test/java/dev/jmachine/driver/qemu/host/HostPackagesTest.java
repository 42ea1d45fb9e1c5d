package dev.jmachine.driver.qemu.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostPackagesTest {
  private final HostPackages packages = HostPackages.load();

  @Test
  void everyCommandThatIsNeededHasItsPackage() {
    assertThat(packages.packageOfCommand())
        .containsKeys(HostPackages.TO_RUN.toArray(String[]::new))
        .containsKeys(HostPackages.TO_BUILD.toArray(String[]::new))
        .containsKeys(HostPackages.TO_MAP_USERS.toArray(String[]::new));
  }

  @Test
  void whatIsMissingIsNamedWithTheExactCommand() {
    Set<String> there = Set.of("qemu-img");
    List<String> missing =
        packages.missing(List.of("qemu-img", "mmdebstrap", "mke2fs"), there::contains);
    MachineFailure failure = packages.failure(missing, "Linux", false);
    assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
    assertThat(failure.reason()).isEqualTo("not found: mmdebstrap, mke2fs");
    assertThat(failure.hints())
        .containsExactly("sudo apt-get install --no-install-recommends mmdebstrap e2fsprogs");
    assertThat(packages.failure(missing, "Linux", true).hints().getFirst()).startsWith("apt-get");
    assertThat(packages.failure(missing, "Mac OS X", false).hints())
        .containsExactly("brew install qemu");
  }
}
