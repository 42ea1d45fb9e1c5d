package dev.jmachine.driver.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;

  @Test
  void foldersOfSocketsThatNoProcessUsesAreFoundAndDeleted() throws Exception {
    Path sockets = Files.createDirectories(folder.resolve("run/jmachine/0123456789ab"));
    Files.createFile(sockets.resolve("qmp.sock"));
    OwnedResource found = only("socket-folder", false);
    assertThat(found.machineUid()).isEmpty();
    assertThat(found.created()).isNotNull();
    delete(found);
    assertThat(sockets).doesNotExist();
  }

  @Test
  void aTemplateThatAKilledBuildLeftIsFoundAndDeleted() throws Exception {
    Path templates = folder.resolve("store/cache/qemu/templates");
    Path staging = Files.createDirectories(templates.resolve(".0123456789abcdef.staging"));
    Files.createFile(staging.resolve("memory"));
    Path whole = Files.createDirectories(templates.resolve("fedcba9876543210"));
    OwnedResource found = only("half-made-template", false);
    assertThat(found.created()).isNotNull();
    delete(found);
    assertThat(staging).doesNotExist();
    assertThat(whole).exists();
  }

  @Test
  void anImageThatADiskRestsOnStaysAndAnOlderOneGoesWhereThatIsAskedFor() throws Exception {
    Path images = folder.resolve("store/cache/qemu/images");
    Path used = Files.createDirectories(images.resolve("sha256-used")).resolve("disk.img");
    Path old = Files.createDirectories(images.resolve("build-debian-13-000000000000"));
    Files.createFile(used);
    Path disk =
        Files.createDirectories(folder.resolve("store/machines/dev/qemu")).resolve("disk.qcow2");
    Files.write(disk, overlayOf(used));

    assertThat(found(false)).noneMatch(one -> one.resource().kind().equals("image"));
    OwnedResource image = only("image", true);

    assertThat(image.resource().token()).isEqualTo("build-debian-13-000000000000");
    delete(image);
    assertThat(old).doesNotExist();
    assertThat(used).exists();
  }

  @Test
  void aCacheThatOtherStoresMayUseKeepsItsImages() throws Exception {
    Path shared = folder.resolve("shared");
    Files.createDirectories(shared.resolve("qemu/images/sha256-unused"));
    var driver = new QemuDriver(context(shared));
    assertThat(driver.find(new FindRequest(FindRequest.usual().options(), true)))
        .noneMatch(one -> one.resource().kind().equals("image"));
  }

  private OwnedResource only(String kind, boolean caches) throws Exception {
    List<OwnedResource> all =
        found(caches).stream().filter(one -> one.resource().kind().equals(kind)).toList();
    // in /tmp there may be others of this user's
    List<OwnedResource> here =
        all.stream()
            .filter(one -> kind.equals("image") || one.resource().token().startsWith("" + folder))
            .toList();
    assertThat(here).hasSize(1);
    return here.getFirst();
  }

  private List<OwnedResource> found(boolean caches) throws Exception {
    try (QemuDriver driver = new QemuDriver(context(folder.resolve("store/cache")))) {
      return driver.find(new FindRequest(FindRequest.usual().options(), caches));
    }
  }

  private void delete(OwnedResource found) throws Exception {
    MachineSpec spec = new MachineSpec("qemu", Map.of(), EngineOptions.defaults());
    Machine none = Machine.reserved(new MachineName("none"), "", "2026-01-01T00:00:00Z", spec);
    try (QemuDriver driver = new QemuDriver(context(folder.resolve("store/cache")))) {
      driver.delete(none, found.resource(), Deadline.in(Duration.ofMinutes(1), Ticker.system()));
    }
  }

  private DriverContext context(Path cache) throws Exception {
    Files.createDirectories(folder.resolve("store"));
    return new DriverContext(
        folder.resolve("store"),
        cache,
        Map.of("XDG_RUNTIME_DIR", folder.resolve("run").toString(), "PATH", "/usr/bin:/bin"),
        Clock.systemUTC(),
        Ticker.system(),
        Pause.system());
  }

  /** The header of a qcow2 disk that rests on another file. */
  private static byte[] overlayOf(Path backing) {
    byte[] name = backing.toString().getBytes(UTF_8);
    ByteBuffer header = ByteBuffer.allocate(512 + name.length);
    header.putInt(0x514649fb).putInt(3).putLong(512).putInt(name.length);
    header.position(512).put(name);
    return header.array();
  }
}
