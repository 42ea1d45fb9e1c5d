package dev.jmachine.driver.qemu;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.driver.PortForwards;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.HostCommand;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of one real virtual machine; booted twice in all, since a boot is what costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QemuDriverIT {
  private static final Duration LIMIT = Duration.ofMinutes(8);

  private TestMachine machine;
  private List<Resource> made = List.of();

  @BeforeAll
  void create(@TempDir Path store) throws Exception {
    machine =
        new TestMachine(
            store, TestMachine.sharedCache(), Map.of("qemu-memory", "768", "qemu-disk", "24"));
    machine.driver.check(TestMachine.NAME, machine.options(), machine.steps);
    machine.create(LIMIT);
    made = machine.ledger.entries();
  }

  @AfterAll
  void remove() throws Exception {
    machine.removeAll();
  }

  @Test
  @Order(1)
  void aNewMachineTakesALoginWithThePinnedHostKey() throws Exception {
    assertThat(machine.ssh("hostname; cat /etc/machine-id; docker --version; id -u"))
        .contains("probe", "0")
        .anyMatch(line -> line.startsWith("Docker version"));
    assertThat(state()).isEqualTo(MachineState.RUNNING);
  }

  @Test
  @Order(1)
  void theEngineWaitsForItsCertificate() throws Exception {
    assertThat(machine.ssh("systemctl is-active containerd; systemctl is-active docker; true"))
        .containsExactly("active", "inactive");
  }

  @Test
  @Order(1)
  void theFileSystemFillsItsDisk() throws Exception {
    assertThat(machine.ssh("df -BG --output=size / | tail -1").getFirst().strip()).isEqualTo("24G");
  }

  @Test
  @Order(1)
  void theHostKeyDoesNotStayOnThisComputer() throws Exception {
    try (Stream<Path> files = Files.walk(machine.folder().resolve("qemu"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .doesNotContain("seed.tar", "cidata")
          .contains("disk.qcow2", "vm.json");
    }
    assertThat(machine.ssh("tr -d '\\000' </dev/vdb | wc -c")).containsExactly("0");
  }

  @Test
  @Order(1)
  void everythingIsEnteredBeforeItIsMade() {
    assertThat(machine.ledger.history())
        .containsExactly(
            "intend folder", "made folder",
            "intend disk", "made disk",
            "intend seed", "made seed",
            "intend process", "made process");
    assertThat(made).allMatch(resource -> resource.id() != null);
  }

  @Test
  @Order(1)
  void onlyTheLoopbackAddressIsListenedOn() throws Exception {
    String owner = "pid=" + pid() + ",";
    List<String> sockets =
        HostCommand.of("ss", "-Hltnp").run().tail().stream()
            .filter(line -> line.contains(owner))
            .toList();
    assertThat(sockets).hasSize(2).allMatch(line -> line.contains(" 127.0.0.1:"));
  }

  @Test
  @Order(1)
  void nobodyElseCanReachItsFilesAndSockets() throws Exception {
    Path folder = machine.folder().resolve("qemu");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(HostCommand.of("ps", "-o", "args=", "-p", pid()).run().tail().toString())
        .doesNotContain("PRIVATE KEY")
        .contains("jmachine/probe/" + TestMachine.UID);
  }

  @Test
  @Order(1)
  void itsProcessIsFoundByItsOwnerWithoutAnyRecord() throws Exception {
    assertThat(machine.found())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.machineName()).isEqualTo("probe");
              assertThat(found.machineUid()).isEqualTo(TestMachine.UID);
            });
  }

  @Test
  @Order(1)
  void portsAreForwardedWhileItRunsAndItsOwnStay() throws Exception {
    PortForwards forwards = machine.driver.portForwards().orElseThrow();
    List<PortForward> own = forwards.list(machine.record(), soon());
    assertThat(own).extracting(PortForward::hostPort).containsExactlyInAnyOrder(22, 2376);
    PortForward ssh = own.getFirst().hostPort() == 22 ? own.getFirst() : own.getLast();
    PortForward wanted = new PortForward("127.0.0.2", ssh.port(), 22);

    forwards.open(machine.record(), List.of(wanted), soon());
    forwards.open(machine.record(), List.of(wanted), soon());

    try (Socket client = new Socket(wanted.address(), wanted.port())) {
      assertThat(new String(client.getInputStream().readNBytes(4), US_ASCII)).isEqualTo("SSH-");
    }
    PortForward taken = new PortForward("127.0.0.2", ssh.port(), 80);
    refused(FailureKind.CONFLICT, () -> forwards.open(machine.record(), List.of(taken), soon()));
    refused(FailureKind.USAGE, () -> forwards.close(machine.record(), own, soon()));
    forwards.close(machine.record(), List.of(taken), soon());
    assertThat(forwards.list(machine.record(), soon())).contains(wanted).containsAll(own);
    forwards.close(machine.record(), List.of(wanted), soon());
    forwards.close(machine.record(), List.of(wanted), soon());
    assertThat(forwards.list(machine.record(), soon())).containsExactlyInAnyOrderElementsOf(own);
  }

  @Test
  @Order(2)
  void aStopIsTheGuestsOwnAndAStartBringsItBackAtTheSamePorts() throws Exception {
    machine.ssh("echo kept >/root/kept; : >/etc/docker/jmachine-stop; sync");
    HostAccess before = Objects.requireNonNull(machine.record().access());
    power(PowerAction.STOP);
    assertThat(state()).isEqualTo(MachineState.STOPPED);
    assertThat(machine.progress.events().toString())
        .doesNotContain("telling QEMU to quit", "asking the guest's agent failed");
    machine.moved(power(PowerAction.START).access());
    assertThat(machine.record().access()).isEqualTo(before);
    assertThat(machine.ssh("cat /root/kept")).containsExactly("kept");
    assertThat(machine.driver.console(machine.record(), 5)).isNotEmpty();
  }

  @Test
  @Order(3)
  void aProcessThatWasKilledReadsAsStopped() throws Exception {
    ProcessHandle process = ProcessHandle.of(Long.parseLong(pid())).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    assertThat(state()).isEqualTo(MachineState.STOPPED);
    assertThat(machine.found()).isEmpty();
    PortForwards forwards = machine.driver.portForwards().orElseThrow();
    refused(FailureKind.CONFLICT, () -> forwards.list(machine.record(), soon()));
  }

  @Test
  @Order(4)
  void removingLeavesNothingAndTouchesNothingElse() throws Exception {
    Path other = Files.writeString(machine.folder().resolve("other"), "mine");
    machine.removeAll();
    assertThat(machine.folder().resolve("qemu")).doesNotExist();
    assertThat(other).exists();
    assertThat(machine.driver.observe(machine.record())).isInstanceOf(Observed.Gone.class);
    for (Resource resource : made) {
      machine.driver.delete(machine.record(), resource, machine.in(LIMIT));
    }
  }

  private static void refused(FailureKind kind, ThrowingCallable call) {
    assertThat(catchThrowableOfType(MachineFailure.class, call).kind()).isEqualTo(kind);
  }

  private Deadline soon() {
    return machine.in(Duration.ofSeconds(30));
  }

  private Observed.Seen power(PowerAction action) throws IOException, InterruptedException {
    return (Observed.Seen)
        machine.driver.power(machine.record(), action, machine.steps, machine.in(LIMIT));
  }

  private MachineState state() throws IOException, InterruptedException {
    return ((Observed.Seen) machine.driver.observe(machine.record())).state();
  }

  private String pid() throws IOException {
    return Files.readString(machine.folder().resolve("qemu/qemu.pid")).strip();
  }
}
