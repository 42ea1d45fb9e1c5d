package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.testkit.fault.FaultCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults around real QEMU processes, whose guest is a boot sector. */
class QemuFaultsIT {
  private static final String UP = "jmachine: seed unpacked\r\n";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private TestMachine machine;

  @BeforeEach
  void setUp() throws IOException {
    machine = made(UP, Map.of());
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    machine.removeAll();
    assertThat(machine.found()).isEmpty();
    assertThat(machine.folder().resolve("qemu")).doesNotExist();
  }

  @Test
  void aCloudImageIsCreatedStoppedAndStarted() throws Exception {
    HostAccess access = made(UP, Map.of()).create(LIMIT);
    assertThat(access.ssh()).isNotNull().extracting(SshEndpoint::user).isEqualTo("jmachine");
    Path seed = machine.folder().resolve("qemu/cidata");
    assertThat(seed.resolve("user-data")).content().doesNotContain("PRIVATE KEY");
    assertThat(seed.resolve("meta-data")).content().contains("instance-id");
    machine.driver.power(machine.record(), PowerAction.KILL, machine.steps, machine.in(LIMIT));
    assertThat(state()).isEqualTo(MachineState.STOPPED);
    machine.driver.power(machine.record(), PowerAction.START, machine.steps, machine.in(LIMIT));
    assertThat(state()).isEqualTo(MachineState.RUNNING);
  }

  @Test
  @FaultCase(id = "F15", sees = "how far the boot came and the end of the console; nothing is left")
  void aGuestThatDoesNotComeUpIsShownWithItsPhaseAndItsLastWords() throws Exception {
    TestMachine lost = made("Gave up waiting for root device\r\n", Map.of());
    assertThatThrownBy(() -> lost.create(Duration.ofSeconds(8)))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
              assertThat(failure.what()).isEqualTo("timed out waiting for the guest to boot");
              assertThat(failure.reason())
                  .contains("kernel: the seed has not been read yet")
                  .contains("Gave up waiting for root device");
              assertThat(failure.step()).isEqualTo("Booting");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reading image tiny.img",
        "Copying image tiny.img",
        "Creating disk",
        "Starting virtual machine",
        "Booting"
      })
  void anInterruptionInAnyStepLeavesNothingThatRollBackCannotFind(String step) throws Exception {
    TestMachine interrupted = made("", Map.of());
    interrupted.onEvent(
        event -> {
          if (event instanceof ProgressEvent.Started started && started.title().equals(step)) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> interrupted.create(LIMIT)).isInstanceOf(InterruptedException.class);
    assertThat(interrupted.progress.started()).contains(step);
  }

  @Test
  void anInterruptionWhileQemuStartsLeavesNothingThatRollBackCannotFind() throws Exception {
    TestMachine interrupted = made("", Map.of());
    Thread worker = Thread.currentThread();
    interrupted.onEvent(
        event -> {
          if (event instanceof ProgressEvent.Started started
              && started.title().equals("Starting virtual machine")) {
            interruptAtNextFile(interrupted.folder().resolve("qemu"), worker);
          }
        });
    assertThatThrownBy(() -> interrupted.create(LIMIT)).isInstanceOf(InterruptedException.class);
  }

  /** QEMU has begun when it has made its first file. */
  private static void interruptAtNextFile(Path folder, Thread thread) {
    try {
      WatchService watch = folder.getFileSystem().newWatchService();
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Thread.ofVirtual()
          .start(
              () -> {
                try (watch) {
                  watch.take();
                  thread.interrupt();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFixedPortThatIsTakenFailsBeforeAnythingIsMade() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      TestMachine fixed = made(UP, Map.of("qemu-port", taken.getLocalPort() + ":2376"));
      assertThatThrownBy(() -> fixed.driver.check(TestMachine.NAME, fixed.options(), fixed.steps))
          .isInstanceOfSatisfying(
              MachineFailure.class, f -> assertThat(f.kind()).isEqualTo(FailureKind.CHECK))
          .hasMessageContaining(taken.getLocalPort() + " of 127.0.0.1 is taken");
    }
    assertThat(machine.ledger.entries()).isEmpty();
  }

  @Test
  void aPortThatIsTakenAtTheNextStartIsReplaced() throws Exception {
    HostAccess before = made(UP, Map.of()).create(LIMIT);
    machine.driver.power(machine.record(), PowerAction.KILL, machine.steps, machine.in(LIMIT));
    InetAddress address = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket taken = new ServerSocket(before.enginePort(), 1, address)) {
      HostAccess after = started();
      assertThat(after.enginePort()).isNotEqualTo(taken.getLocalPort());
      assertThat(after.ssh()).isEqualTo(before.ssh());
    }
  }

  @Test
  void aDeepHomeIsNoHindrance() throws Exception {
    Path deep = folder.resolve("d".repeat(120));
    machine = machine(deep, UP, Map.of());
    machine.create(LIMIT);
    assertThat(state()).isEqualTo(MachineState.RUNNING);
    Path sockets = new QemuHost(machine.context()).files("probe").sockets();
    assertThat(sockets.startsWith(deep)).isFalse();
    machine.removeAll();
    assertThat(sockets).doesNotExist();
  }

  @Test
  void aProcessThatNobodyNotedIsTakenOver() throws Exception {
    made(UP, Map.of()).create(LIMIT);
    Files.delete(machine.folder().resolve("qemu/process.json"));
    assertThat(state()).isEqualTo(MachineState.RUNNING);
  }

  @Test
  void aProcessWhoseFilesAreGoneIsFoundByItsNameAndEnded() throws Exception {
    made(UP, Map.of()).create(LIMIT);
    PrivateFiles.deleteTree(machine.folder().resolve("qemu"));
    assertThat(machine.driver.observe(machine.record())).isInstanceOf(Observed.Gone.class);
    OwnedResource lost = machine.found().getFirst();
    machine.driver.delete(machine.record(), lost.resource(), machine.in(LIMIT));
    assertThat(machine.found()).isEmpty();
  }

  @Test
  void aLaterMachineOfTheSameNameIsNotTakenForAnEarlierOne() throws Exception {
    made(UP, Map.of()).create(LIMIT);
    Machine earlier =
        Machine.reserved(
            TestMachine.NAME, "zyxwvutsrqpo", "2026-01-01T00:00:00Z", machine.record().spec());
    Resource process = new Resource("process", "a-token", "4711", Map.of());
    machine.driver.delete(earlier, process, machine.in(LIMIT));
    assertThat(state()).isEqualTo(MachineState.RUNNING);
  }

  @Test
  void aProcessWhoseStoreIsGoneIsFoundFromAnotherStoreAndOneWhoseStoreIsThereIsNot()
      throws Exception {
    made(UP, Map.of()).create(LIMIT);
    TestMachine other = machine(folder.resolve("other"), UP, Map.of());
    assertThat(other.found()).isEmpty();
    Path moved = machine.folder().resolveSibling("moved");
    Files.move(machine.folder(), moved);
    assertThat(other.found()).as("its folder is elsewhere now, and it lives").isEmpty();
    PrivateFiles.deleteTree(moved);

    OwnedResource lost = other.found().getFirst();

    assertThat(lost.created()).isNotNull();
    assertThat(lost.owner()).isEqualTo(other.context().owner());
    other.driver.delete(other.record(), lost.resource(), machine.in(LIMIT));
    assertThat(other.found()).isEmpty();
  }

  @Test
  void aDamagedRecordSpoilsNeitherObservingNorRemoving() throws Exception {
    made(UP, Map.of()).create(LIMIT);
    Files.writeString(machine.folder().resolve("qemu/vm.json"), "{\"name\":");
    assertThat(machine.driver.observe(machine.record())).isInstanceOf(Observed.Unreachable.class);
  }

  @Test
  void twoMachinesAreObservedTogether() throws Exception {
    made(UP, Map.of()).create(LIMIT);
    assertThat(machine.driver.observeAll(java.util.List.of(machine.record())))
        .hasEntrySatisfying(
            TestMachine.NAME, seen -> assertThat(seen).isInstanceOf(Observed.Seen.class));
  }

  @Test
  void aPlanMakesNothing() throws Exception {
    TestMachine planned = made(UP, Map.of());
    assertThat(planned.driver.plan(TestMachine.NAME, planned.options()))
        .extracting(resource -> resource.kind())
        .containsExactly("image", "disk", "virtual machine");
    try (Stream<Path> files = Files.list(planned.folder())) {
      assertThat(files).isEmpty();
    }
  }

  private TestMachine made(String text, Map<String, String> given) throws IOException {
    machine = machine(folder.resolve("store"), text, given);
    return machine;
  }

  private TestMachine machine(Path store, String text, Map<String, String> given)
      throws IOException {
    Path image = TinyGuest.write(folder.resolve("tiny.img"), text);
    Map<String, String> options = new HashMap<>(given);
    options.put("qemu-image", image.toString());
    options.put("qemu-memory", "384");
    return new TestMachine(store, folder.resolve("cache"), options);
  }

  private HostAccess started() throws IOException, InterruptedException {
    Observed seen =
        machine.driver.power(machine.record(), PowerAction.START, machine.steps, machine.in(LIMIT));
    return Objects.requireNonNull(((Observed.Seen) seen).access());
  }

  private MachineState state() throws IOException, InterruptedException {
    return ((Observed.Seen) machine.driver.observe(machine.record())).state();
  }
}
