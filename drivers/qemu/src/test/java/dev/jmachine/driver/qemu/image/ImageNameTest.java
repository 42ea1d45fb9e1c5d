package dev.jmachine.driver.qemu.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNameTest {
  private static final String HEX = "ab".repeat(32);

  @Test
  void theFourKindsAreToldApart() {
    assertThat(ImageName.parse("build:debian-13", null)).isEqualTo(new ImageName.Built("trixie"));
    assertThat(ImageName.parse("ubuntu-24.04", null)).isInstanceOf(ImageName.Official.class);
    assertThat(ImageName.parse("https://x.example/a.img", "sha256:" + HEX))
        .isInstanceOfSatisfying(
            ImageName.Remote.class,
            remote -> assertThat(remote.checksum()).isEqualTo(new Checksum("sha256", HEX)));
    assertThat(ImageName.parse("/a/b.qcow2", null))
        .isEqualTo(new ImageName.Local(Path.of("/a/b.qcow2"), null));
  }

  @Test
  void namesAreShownAsTheyWereGiven() {
    for (String text : List.of("build:debian-13", "debian-13", "https://x.example/a.img")) {
      assertThat(ImageName.parse(text, null).shown()).isEqualTo(text);
    }
  }

  @Test
  void anUnknownNameListsWhatIsKnown() {
    assertThatThrownBy(() -> ImageName.parse("debian-99", null))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("ubuntu-24.04");
  }

  @Test
  void checksumsAreReadInEveryUsualForm() {
    assertThat(Checksum.parse(HEX.toUpperCase(java.util.Locale.ROOT)).algorithm())
        .isEqualTo("sha256");
    assertThat(Checksum.parse("sha512:" + HEX + HEX).algorithm()).isEqualTo("sha512");
    assertThat(Checksum.inList(HEX + " *a.img\n" + "cd".repeat(32) + "  b.img\n", "b.img"))
        .contains(new Checksum("sha256", "cd".repeat(32)));
  }

  @Test
  void nonsenseChecksumsAreRefused() {
    for (String text : List.of("", "xyz", "md5:" + HEX, "sha512:" + HEX, "sha256:12")) {
      assertThatThrownBy(() -> Checksum.parse(text))
          .isInstanceOfSatisfying(
              MachineFailure.class, f -> assertThat(f.kind()).isEqualTo(FailureKind.USAGE));
    }
  }

  @Test
  void aDiskThatRefersToAnotherFileIsRefused() {
    Path file = Path.of("/x.qcow2");
    assertThat(DiskFormat.parse("{\"virtual-size\": 1048576, \"format\": \"qcow2\"}", file))
        .isEqualTo(new DiskFormat("qcow2", 1048576));
    String backed =
        "{\"virtual-size\": 1, \"format\": \"qcow2\", \"backing-filename\": \"/etc/shadow\"}";
    assertThatThrownBy(() -> DiskFormat.parse(backed, file))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("another file");
    assertThatThrownBy(() -> DiskFormat.parse("{\"format\": \"vmdk\"}", file))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("vmdk");
  }
}
