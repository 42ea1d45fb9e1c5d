package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.wire.QmpClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The QEMU process of one virtual machine. It outlives the command that started it; a pid alone
 * never stands for it: the start time must fit too, or, where a command died before it could note
 * that, the process's own arguments.
 */
public final class VmProcess {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final VmFiles files;
  private final VmHost host;
  private final String uuid;
  private final VmStore store;

  VmProcess(VmFiles files, String uuid, VmHost host) {
    this.files = files;
    this.uuid = uuid;
    this.host = host;
    this.store = new VmStore(files);
  }

  /** The pid of the running process; empty where none runs. */
  public Optional<Long> pid() throws IOException {
    Optional<ProcessMark> mark = store.process();
    if (mark.isPresent()) {
      long pid = mark.get().pid();
      boolean same = host.processes().started(pid).equals(Optional.of(mark.get().started()));
      return same ? Optional.of(pid) : adopt();
    }
    return adopt();
  }

  /** Takes the process of the pid file if it is ours by its arguments, and notes its start. */
  Optional<Long> adopt() throws IOException {
    Optional<Long> pid = pidInFile().filter(this::isOurs);
    Optional<String> started = pid.flatMap(host.processes()::started);
    if (pid.isEmpty() || started.isEmpty()) {
      return Optional.empty();
    }
    store.save(new ProcessMark(pid.get(), started.get()));
    return pid;
  }

  private boolean isOurs(long pid) {
    List<String> arguments = host.processes().arguments(pid);
    return arguments.contains(uuid) && arguments.contains(files.pidFile().toString());
  }

  private Optional<Long> pidInFile() {
    if (!files.pidFile().toFile().exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(PrivateFiles.read(files.pidFile()).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Its state: the process first, then QEMU's own word. */
  public Observed observe() throws IOException, InterruptedException {
    if (pid().isEmpty()) {
      return new Observed.Seen(MachineState.STOPPED, null);
    }
    try {
      return new Observed.Seen(stateOf(status(host.in(ANSWER))), null);
    } catch (SocketTimeoutException e) {
      return new Observed.TimedOut();
    } catch (IOException e) {
      return pid().isEmpty()
          ? new Observed.Seen(MachineState.STOPPED, null)
          : new Observed.Unreachable("QEMU runs but does not answer: " + e.getMessage());
    }
  }

  private String status(Deadline deadline) throws IOException, InterruptedException {
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), deadline)) {
      return qmp.status(deadline);
    }
  }

  /** QEMU's run state, as its qapi/run-state.json lists them. */
  static MachineState stateOf(String status) {
    return switch (status) {
      case "prelaunch", "inmigrate", "restore-vm" -> MachineState.STARTING;
      case "paused", "suspended", "save-vm", "postmigrate", "finish-migrate", "io-error" ->
          MachineState.PAUSED;
      case "shutdown", "guest-panicked", "internal-error" -> MachineState.STOPPING;
      default -> MachineState.RUNNING;
    };
  }

  /** Waits until the process is gone; whether it is. */
  boolean awaitEnd(Deadline deadline) throws IOException, InterruptedException {
    Optional<Long> pid = pid();
    if (pid.isEmpty()) {
      return true;
    }
    long number = pid.get();
    Optional<String> mark = host.processes().started(number);
    // it may have ended between the two looks: then nothing would ever differ from what was seen
    boolean over = mark.isEmpty() || isOver(number, mark, deadline);
    if (over) {
      forget();
    }
    return over;
  }

  private boolean isOver(long number, Optional<String> mark, Deadline deadline)
      throws InterruptedException {
    return host.await()
        .until(
            "the virtual machine to end",
            host.in(Duration.ofDays(1)),
            () ->
                ended(number, mark) || deadline.passed()
                    ? Attempt.ready(ended(number, mark))
                    : Attempt.notYet("it runs"));
  }

  private boolean ended(long pid, Optional<String> mark) {
    return !host.processes().started(pid).equals(mark);
  }

  void end(boolean forcibly) throws IOException {
    Optional<Long> pid = pid();
    if (pid.isPresent()) {
      host.processes().end(pid.get(), forcibly);
    }
  }

  /** Removes what a process left behind. */
  void forget() throws IOException {
    store.forgetProcess();
    Files.deleteIfExists(files.pidFile());
    Files.deleteIfExists(files.qmpSocket());
    Files.deleteIfExists(files.agentSocket());
  }
}
