package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.driver.qemu.host.HostResources;
import dev.jmachine.driver.qemu.host.SearchPath;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.image.ImageStore;
import dev.jmachine.driver.qemu.vm.HostPorts;
import dev.jmachine.testkit.FakeTime;
import dev.jmachine.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QemuCheckTest {
  /** A computer by decree: Debian, an ordinary user, 8 GB of memory, disk space enough. */
  private static final class Host implements HostResources {
    private String system = "Linux";
    private boolean root;
    private boolean mapsUsers = true;
    private long memory = 8L << 30;
    private long space = 100L << 30;

    @Override
    public OptionalLong memory() {
      return OptionalLong.of(memory);
    }

    @Override
    public OptionalLong memoryAvailable() {
      return OptionalLong.of(memory / 2);
    }

    @Override
    public long diskSpace(Path folder) {
      return space;
    }

    @Override
    public boolean isRoot() {
      return root;
    }

    @Override
    public boolean mapsUsers() {
      return mapsUsers;
    }

    @Override
    public String system() {
      return system;
    }
  }

  @TempDir Path folder;
  private final Host host = new Host();
  private final RecordingProgress progress = new RecordingProgress();
  private final Set<String> commands =
      new HashSet<>(
          List.of("qemu-system-x86_64", "qemu-img", "mmdebstrap", "mke2fs", "newuidmap", "dpkg"));

  @Test
  void aComputerThatHasEverythingPasses() throws IOException {
    check(Map.of());
    assertThat(progress.events()).isEmpty();
  }

  @Test
  void ourImageIsTheDefaultOnDebianAndACloudImageElsewhere() throws IOException {
    assertThat(image()).isEqualTo("build:debian-13");
    commands.removeAll(Set.of("mmdebstrap"));
    assertThat(image()).isEqualTo("build:debian-13");
    host.system = "Mac OS X";
    assertThat(image()).isEqualTo("debian-13");
  }

  @Test
  void missingPackagesAreNamedWithTheirCommand() {
    commands.removeAll(Set.of("qemu-img", "newuidmap"));
    MachineFailure failure = refused(Map.of());
    assertThat(failure.reason()).isEqualTo("not found: qemu-img, newuidmap");
    assertThat(failure.hints())
        .containsExactly("sudo apt-get install --no-install-recommends qemu-utils uidmap");
  }

  @Test
  void rootNeedsNoUserNamespace() throws IOException {
    commands.remove("newuidmap");
    host.mapsUsers = false;
    host.root = true;
    check(Map.of());
  }

  @Test
  void aUserWithoutSubordinateUsersIsToldHowToGetThem() {
    host.mapsUsers = false;
    assertThat(refused(Map.of()).hints()).anyMatch(hint -> hint.contains("--add-subuids"));
  }

  @Test
  void aCloudImageNeedsNothingToBuildWith() throws IOException {
    commands.removeAll(Set.of("mmdebstrap", "mke2fs", "newuidmap"));
    host.mapsUsers = false;
    check(Map.of("qemu-image", "debian-13"));
  }

  @Test
  void moreMemoryThanThereIsIsRefusedAndMoreThanIsFreeWarnedOf() throws IOException {
    assertThat(refused(Map.of("qemu-memory", "9000")).what()).contains("too little memory");
    check(Map.of("qemu-memory", "6000"));
    assertThat(progress.warnings()).singleElement().asString().contains("4096 MB");
  }

  @Test
  void tooLittleDiskSpaceIsSaidWithFigures() {
    host.space = 100L << 20;
    assertThat(refused(Map.of()).reason()).contains("100 MB are free");
  }

  @Test
  void aDiskSmallerThanTheImagesIsRefused() {
    assertThat(refused(Map.of("qemu-disk", "8")).hints()).containsExactly("--qemu-disk 20");
  }

  @Test
  void anImageFileThatIsNotThereIsRefused() {
    assertThat(refused(Map.of("qemu-image", "/no/such.qcow2")).what())
        .isEqualTo("cannot read the image /no/such.qcow2");
  }

  @Test
  void valuesThatMakeNoSenseAreUsageErrors() {
    for (Map<String, String> bad :
        List.of(
            Map.of("qemu-memory", "12"),
            Map.of("qemu-memory", "much"),
            Map.of("qemu-cpus", "0"),
            Map.of("qemu-accel", "xen"),
            Map.of("qemu-image", "windows"),
            Map.of("qemu-port", "80"))) {
      assertThatThrownBy(() -> QemuSettings.of(TestMachine.options(bad)))
          .isInstanceOfSatisfying(
              MachineFailure.class, f -> assertThat(f.kind()).isEqualTo(FailureKind.USAGE));
    }
  }

  private MachineFailure refused(Map<String, String> given) {
    try {
      check(given);
    } catch (MachineFailure failure) {
      assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
      return failure;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("not refused: " + given);
  }

  private void check(Map<String, String> given) throws IOException {
    QemuSettings settings = QemuSettings.of(TestMachine.options(given));
    checker().check(settings, folder, folder, new Steps("", progress, Ticker.system()));
  }

  private String image() throws IOException {
    ImageName image = checker().image(QemuSettings.of(TestMachine.options(Map.of())));
    return image.shown();
  }

  private QemuCheck checker() {
    ImageStore images =
        new ImageStore(folder, FakeTime.start(), SearchPath.of(Map.of()), host.root);
    return new QemuCheck(host, commands::contains, HostPorts.system(), images);
  }
}
