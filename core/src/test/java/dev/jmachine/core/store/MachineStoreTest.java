package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.machine.MachineName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineStoreTest {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;

  private MachineStore store() {
    return MachineStore.at(home.resolve("store"), Clock.systemUTC());
  }

  @Test
  void whatWasSavedIsLoadedAsItWas() throws Exception {
    MachineStore store = store();
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.full("web-1"));
    }
    assertThat(store.load(WEB)).isEqualTo(Examples.full("web-1"));
    assertThat(store.list()).containsExactly(new StoredMachine.Readable(Examples.full("web-1")));
  }

  @Test
  void filesAndFoldersAreTheOwnersAlone() throws Exception {
    MachineStore store = store();
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
      try (var all = Files.walk(store.root())) {
        for (Path path : all.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .as(path.toString())
              .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
      }
    }
  }

  @Test
  void deletingLeavesNothingOfTheMachine() throws Exception {
    MachineStore store = store();
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
      store.save(lock, Examples.full("web-1"));
      store.delete(lock);
    }
    assertThat(store.list()).isEmpty();
    try (var all = Files.walk(store.root())) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
