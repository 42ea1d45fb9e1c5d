package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineStoreTest {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;
  private MachineStore store;

  @BeforeEach
  void setUp() {
    store = MachineStore.at(home.resolve("store"), Clock.systemUTC());
  }

  @Test
  void lookingTouchesNothing() throws Exception {
    assertThat(store.list()).isEmpty();
    assertThat(store.exists(WEB)).isFalse();
    assertThatThrownBy(() -> store.load(WEB)).isInstanceOf(MachineFailure.class);
    assertThatThrownBy(() -> store.lock(WEB, "start")).isInstanceOf(MachineFailure.class);
    assertThat(store.root()).doesNotExist();
  }

  @Test
  void theVariableMovesTheWholeStore() {
    assertThat(MachineStore.defaultRoot(Map.of("JMACHINE_HOME", "/x"), "/home/u"))
        .isEqualTo(Path.of("/x"));
    assertThat(MachineStore.defaultRoot(Map.of("JMACHINE_HOME", " "), "/home/u"))
        .isEqualTo(Path.of("/home/u/.jmachine"));
    assertThat(store.certsFolder()).isEqualTo(store.root().resolve("certs"));
    assertThat(store.cacheFolder(Map.of())).isEqualTo(store.root().resolve("cache"));
    assertThat(store.cacheFolder(Map.of("JMACHINE_CACHE", "/c"))).hasToString("/c");
    assertThat(store.machineFolder(WEB)).isEqualTo(store.root().resolve("machines/web-1"));
  }

  @Test
  void whatWasSavedIsLoadedAsItWas() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.full("web-1"));
    }
    assertThat(store.load(WEB)).isEqualTo(Examples.full("web-1"));
    assertThat(store.list()).containsExactly(new StoredMachine.Readable(Examples.full("web-1")));
  }

  @Test
  void filesAndFoldersAreTheOwnersAlone() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
      store.save(lock, Examples.full("web-1"));
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
  void aMachineThatComesAndGoesIsNeverListedAsDamaged() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread other = Thread.ofPlatform().start(() -> comeAndGo(over));
    try {
      for (int i = 0; i < 20_000; i++) {
        assertThat(store.list())
            .allSatisfy(one -> assertThat(one).isInstanceOf(StoredMachine.Readable.class));
      }
    } finally {
      over.set(true);
      other.join();
    }
  }

  private void comeAndGo(AtomicBoolean over) {
    try {
      while (!over.get()) {
        try (MachineLock lock = store.reserve(WEB, "create")) {
          store.save(lock, Examples.reserved("web-1"));
          store.delete(lock);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theLockFileOfAMachineWhoseRemoverWasKilledIsCleared() throws Exception {
    add("web-1");
    Path file = store.root().resolve("locks/web-1.lock");
    try (MachineLock lock = store.lock(WEB, "rm")) {
      store.delete(lock);
      store.forget(WEB);
      assertThat(file).exists(); // it is held
    }
    Files.createFile(file);
    store.forget(WEB);
    assertThat(file).doesNotExist();
    add("web-1");
    store.forget(WEB);
    assertThat(store.exists(WEB)).isTrue();
  }

  @Test
  void whatKilledProcessesLeftOfMachinesThatAreNotThereIsCleared() throws Exception {
    add("web-1");
    Path machines = store.root().resolve("machines");
    Files.createFile(Files.createDirectory(machines.resolve("reserved")).resolve(".a.new"));
    Files.createFile(Files.createDirectory(machines.resolve("damaged")).resolve("id_ed25519"));
    Files.createDirectory(machines.resolve("no name"));
    Files.createFile(store.root().resolve("locks/reserved.lock"));
    Files.createFile(store.root().resolve("locks/removed.lock"));
    try (MachineLock _ = store.reserve(new MachineName("now"), "create")) {
      store.forgetAll();
      assertThat(machines.toFile().list())
          .containsExactlyInAnyOrder("web-1", "damaged", "no name", "now");
      assertThat(store.root().resolve("locks").toFile().list())
          .containsExactlyInAnyOrder("web-1.lock", "now.lock");
    }
  }

  @Test
  void theRecordBeforeStaysBesideTheNewOne() throws Exception {
    add("web-1");
    try (MachineLock lock = store.lock(WEB, "start")) {
      store.save(lock, Examples.full("web-1"));
    }
    assertThat(store.machineFolder(WEB).resolve("machine.json.prev"))
        .hasContent(MachineJson.text(Examples.reserved("web-1")));
    assertThat(names(store.machineFolder(WEB)))
        .containsExactlyInAnyOrder("machine.json", "machine.json.prev");
  }

  @Test
  void theListIsSortedAsPeopleSort() throws Exception {
    for (String name : List.of("web-10", "Web-9", "db", "web-2", "a.b")) {
      add(name);
    }
    assertThat(store.list())
        .extracting(StoredMachine::name)
        .containsExactly("a.b", "db", "web-2", "Web-9", "web-10");
  }

  @Test
  void anAbsentMachineIsToldWithTheNearestName() throws Exception {
    add("web-1");
    assertThatThrownBy(() -> store.load(new MachineName("wbe-1")))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
              assertThat(failure.what()).isEqualTo("machine \"wbe-1\" does not exist");
              assertThat(failure.reason()).isEqualTo("did you mean \"web-1\"?");
              assertThat(failure.hints()).containsExactly("jmachine ls", "jmachine create wbe-1");
            });
  }

  @Test
  void aMachineThatExistsIsNotReservedAgain() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.full("web-1"));
    }
    assertThatThrownBy(() -> store.reserve(WEB, "create"))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
              assertThat(failure.what()).isEqualTo("machine \"web-1\" already exists");
              assertThat(failure.hints())
                  .containsExactly("jmachine start web-1", "jmachine rm web-1");
            });
    assertThat(store.load(WEB)).isEqualTo(Examples.full("web-1"));
  }

  @Test
  void theNameOfAnInterruptedCreateSaysHowToGoOn() throws Exception {
    add("web-1");
    assertThatThrownBy(() -> store.reserve(WEB, "create"))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo("its creation was interrupted");
              assertThat(failure.hints())
                  .containsExactly("jmachine create --resume web-1", "jmachine rm web-1");
            });
  }

  @Test
  void aReservationThatWasNotUsedLeavesNothing() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      assertThat(store.machineFolder(lock.name())).isDirectory();
      assertThat(store.list()).isEmpty();
    }
    assertThat(names(store.root().resolve("machines"))).isEmpty();
    assertThat(names(store.root().resolve("locks"))).isEmpty();
  }

  @Test
  void aReservationThatWasKilledGivesTheNameBack() throws Exception {
    Files.createDirectories(store.machineFolder(WEB));
    Files.writeString(store.machineFolder(WEB).resolve(".machine.json.new"), "{");
    assertThat(store.list()).isEmpty();
    assertThat(store.exists(WEB)).isFalse();
    add("web-1");
    assertThat(store.load(WEB)).isEqualTo(Examples.reserved("web-1"));
  }

  @Test
  void deletingLeavesNothingOfTheMachineAndNothingElseChanges() throws Exception {
    add("web-2");
    add("web-1");
    Path outside = Files.writeString(home.resolve("precious"), "x");
    Path folder = store.machineFolder(WEB);
    Files.createSymbolicLink(folder.resolve("link-to-file"), outside);
    Files.createSymbolicLink(folder.resolve("link-to-folder"), home);
    Files.createDirectories(folder.resolve("sub/deeper"));
    Files.writeString(folder.resolve("sub/deeper/file"), "x");
    delete(WEB);
    assertThat(store.exists(WEB)).isFalse();
    assertThat(names(store.root().resolve("machines"))).containsExactly("web-2");
    assertThat(names(store.root().resolve("locks"))).containsExactly("web-2.lock");
    assertThat(outside).hasContent("x");
    add("web-1");
  }

  @Test
  void aMachinesFolderThatIsALinkIsRemovedWithoutWhatItPointsTo() throws Exception {
    add("web-1");
    Path elsewhere = home.resolve("elsewhere");
    Files.move(store.machineFolder(WEB), elsewhere);
    Files.createSymbolicLink(store.machineFolder(WEB), elsewhere);
    delete(WEB);
    assertThat(Files.exists(store.machineFolder(WEB))).isFalse();
    assertThat(names(elsewhere)).contains("machine.json");
  }

  @Test
  void aMachineIsDeletedOnlyUnderItsOwnStoresLock() throws Exception {
    add("web-1");
    MachineStore other = MachineStore.at(home.resolve("other"), Clock.systemUTC());
    try (MachineLock lock = other.reserve(WEB, "create")) {
      assertThatThrownBy(() -> store.delete(lock)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.save(lock, Examples.full("web-1")))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> other.save(lock, Examples.full("web-2")))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(store.load(WEB)).isEqualTo(Examples.reserved("web-1"));
  }

  @Test
  void aClosedLockIsOfNoUse() throws Exception {
    MachineLock lock = store.reserve(WEB, "create");
    lock.close();
    lock.close();
    assertThatThrownBy(() -> store.save(lock, Examples.full("web-1")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.delete(lock)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptedThreadStillSavesWhole() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      Thread.currentThread().interrupt();
      store.save(lock, Examples.full("web-1"));
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(store.load(WEB)).isEqualTo(Examples.full("web-1"));
  }

  private void add(String name) throws IOException, InterruptedException {
    try (MachineLock lock = store.reserve(new MachineName(name), "create")) {
      store.save(lock, Examples.reserved(name));
    }
  }

  private void delete(MachineName name) throws IOException, InterruptedException {
    try (MachineLock lock = store.lock(name, "rm")) {
      store.delete(lock);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }
}
