package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.host.HostCommand;
import dev.jmachine.driver.qemu.wire.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Starts the QEMU process of a virtual machine: chooses ports, starts, and stores only what QEMU
 * itself confirms. Between the look at a port and QEMU's use of it another program may take it:
 * then other ports are tried.
 */
final class VmStart {
  private static final int TRIES = 5;
  private static final String PORT_TAKEN = "Could not set up host forwarding";
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final VmFiles files;
  private final VmHost host;
  private final Qemu qemu;
  private final VmStore store;

  VmStart(VmFiles files, VmHost host, Qemu qemu) {
    this.files = files;
    this.host = host;
    this.qemu = qemu;
    this.store = new VmStore(files);
  }

  /** Starts it; the record that comes back has the confirmed ports and is stored. */
  VmRecord start(VmRecord record, Accelerator accelerator)
      throws IOException, InterruptedException {
    VmProcess process = prepared(record);
    for (int attempt = 1; ; attempt++) {
      List<Forward> forwards = record.portPlan().choose(host.ports());
      HostCommand.Ended ended = launch(record, accelerator, new GuestMemory.Anonymous(), forwards);
      if (ended.well()) {
        return confirmed(record, process, forwards);
      }
      boolean race = ended.tail().stream().anyMatch(line -> line.contains(PORT_TAKEN));
      if (!race || attempt == TRIES) {
        throw refused(ended);
      }
    }
  }

  /** Starts it with no port open: a template that is made, or a clone that has no identity yet. */
  void startClosed(VmRecord record, Accelerator accelerator, GuestMemory memory)
      throws IOException, InterruptedException {
    VmProcess process = prepared(record);
    HostCommand.Ended ended = launch(record, accelerator, memory, List.of());
    if (!ended.well()) {
      throw refused(ended);
    }
    if (process.adopt().isEmpty()) {
      throw gone();
    }
  }

  private VmProcess prepared(VmRecord record) throws IOException {
    VmProcess process = new VmProcess(files, record.uuid(), host);
    process.forget();
    Files.deleteIfExists(files.console());
    Files.deleteIfExists(files.log());
    SocketFolder.make(files.sockets(), files.folder());
    return process;
  }

  private MachineFailure refused(HostCommand.Ended ended) throws IOException {
    List<String> logged = new Console(files.log()).tail(1);
    return MachineFailure.failed("QEMU did not start")
        .because(logged.isEmpty() ? ended.lastWords() : logged.getFirst())
        .see("docs/drivers/qemu.md#qemu-does-not-start");
  }

  private static MachineFailure gone() {
    return MachineFailure.of(FailureKind.UNAVAILABLE, "QEMU ended right after its start")
        .see("docs/drivers/qemu.md#qemu-does-not-start");
  }

  /** Opens ports of one that runs; the record that comes back has them and is stored. */
  VmRecord open(VmRecord record) throws IOException, InterruptedException {
    Deadline soon = host.in(ANSWER);
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), soon)) {
      List<Forward> opened = new ArrayList<>();
      for (int attempt = 1; ; attempt++) {
        List<Forward> wanted = record.withPorts(opened).portPlan().choose(host.ports(), opened);
        List<Forward> next = new ArrayList<>(wanted);
        next.removeAll(opened);
        if (next.isEmpty() || attempt == TRIES) {
          return confirmed(record, qmp, wanted, soon);
        }
        for (Forward forward : next) {
          String answer = qmp.humanMonitor("hostfwd_add net " + forward.rule(), soon);
          if (answer.isBlank()) {
            opened.add(forward);
          }
        }
      }
    }
  }

  private HostCommand.Ended launch(
      VmRecord record, Accelerator accelerator, GuestMemory memory, List<Forward> forwards)
      throws IOException, InterruptedException {
    CommandLine line =
        new CommandLine(
            qemu.program(),
            qemu.version(),
            accelerator,
            record.machineType(),
            record.cpus(),
            record.memory(),
            memory,
            record.boot(),
            seed(record),
            forwards,
            record.name(),
            record.id(),
            UUID.randomUUID(),
            files);
    return new HostCommand(line.argv(), Map.of(), files.folder()).run();
  }

  private SeedDisk seed(VmRecord record) {
    if (!record.isOurImage()) {
      return new SeedDisk.CloudInit(files.cloudSeed());
    }
    Path tar = files.seed();
    return Files.exists(tar) ? new SeedDisk.Raw(tar) : new SeedDisk.None();
  }

  private VmRecord confirmed(VmRecord record, VmProcess process, List<Forward> wanted)
      throws IOException, InterruptedException {
    if (process.adopt().isEmpty()) {
      throw gone();
    }
    Deadline soon = host.in(ANSWER);
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), soon)) {
      return confirmed(record, qmp, wanted, soon);
    }
  }

  private VmRecord confirmed(VmRecord record, QmpClient qmp, List<Forward> wanted, Deadline soon)
      throws IOException, InterruptedException {
    if (!qmp.name(soon).equals(record.name())) {
      throw new IOException("another virtual machine answers at " + files.qmpSocket());
    }
    List<PortForward> forwards = ForwardTable.parse(qmp.humanMonitor("info usernet", soon));
    if (!forwards.containsAll(wanted.stream().map(Forward::open).toList())) {
      throw new IOException("QEMU forwards " + forwards + " instead of " + wanted);
    }
    VmRecord started = record.withPorts(wanted);
    store.save(started);
    return started;
  }
}
