package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.core.FaultCase;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that the system cuts short, as a full disk does. */
class DiskFullIT {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;

  @Test
  void aRecordThatCannotBeWrittenLeavesTheOldOneIntact() throws Exception {
    Path root = home.resolve("store");
    MachineStore store = add(root);
    // one block: the record's first 512 bytes are written, then the write fails
    List<String> limited = List.of("sh", "-c", "ulimit -f 1; exec \"$@\"", "sh");
    assertThat(saveIn(limited, root))
        .startsWith("failure FAILED cannot save the record of machine \"web-1\": ")
        .contains("File too large");
    assertThat(store.load(WEB)).isEqualTo(Examples.reserved("web-1"));
    assertThat(store.machineFolder(WEB)).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  @FaultCase(id = "F26", sees = "the system's words, and the old record is as it was")
  void aFullDiskIsToldInTheSystemsWords() throws Exception {
    assumeTrue(isRoot(), "only root can mount a small disk");
    Path disk = Files.createDirectories(home.resolve("disk"));
    // The mount is the child's own: it ends with it, so the child makes and looks at the store.
    String script =
        "mount -t tmpfs -o size=64k none \"$1\" && cp -a \"$2\" \"$1\" && "
            + "{ head -c 64k /dev/zero > \"$1/filler\" 2>/dev/null; shift 2; \"$@\"; } && "
            + "cat "
            + disk
            + "/store/machines/web-1/machine.json";
    Path root = home.resolve("store");
    add(root);
    List<String> small =
        List.of("unshare", "-m", "sh", "-c", script, "sh", disk.toString(), root.toString());
    String output = saveIn(small, disk.resolve("store"));
    assertThat(output)
        .startsWith("failure FAILED cannot save the record of machine \"web-1\": ")
        .contains("No space left on device")
        .endsWith(MachineJson.text(Examples.reserved("web-1")));
  }

  private static String saveIn(List<String> wrapper, Path root) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(wrapper, List.of(), List.of("save", root.toString(), "web-1"))) {
      return child.rest();
    }
  }

  private static MachineStore add(Path root) throws Exception {
    MachineStore store = MachineStore.at(root, Clock.systemUTC());
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
    }
    return store;
  }

  private boolean isRoot() throws IOException {
    return Files.getAttribute(home, "unix:uid").equals(0);
  }
}
