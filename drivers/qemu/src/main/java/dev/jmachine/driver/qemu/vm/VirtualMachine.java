package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.host.AcceleratorChoice;
import dev.jmachine.driver.qemu.host.AcceleratorSelection;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import dev.jmachine.driver.qemu.wire.QmpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One virtual machine, known by the files in its folder. May be opened by any process; who changes
 * it must hold the machine's lock.
 */
public final class VirtualMachine {
  /**
   * Real hardware prints the kernel's first line within 2 s of the start; KVM that does not work
   * never does.
   */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private static final Duration LATE_SIGN_OF_LIFE = Duration.ofMinutes(1);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** Takes 1 s on a quiet computer. */
  private static final Duration GROWING = Duration.ofMinutes(1);

  private final VmFiles files;
  private final VmHost host;
  private VmRecord record;

  private VirtualMachine(VmFiles files, VmHost host, VmRecord record) {
    this.files = files;
    this.host = host;
    this.record = record;
  }

  /** Writes the record of a new virtual machine into its folder, which must exist. */
  public static VirtualMachine define(VmFiles files, VmRecord record, VmHost host)
      throws IOException {
    new VmStore(files).save(record);
    return new VirtualMachine(files, host, record);
  }

  /** Opens the one in {@code folder}; empty where there is none. */
  public static Optional<VirtualMachine> open(Path folder, VmHost host) throws IOException {
    return VmStore.record(folder.resolve("vm.json"))
        .map(
            record ->
                new VirtualMachine(new VmFiles(folder, sockets(folder, record)), host, record));
  }

  /** Sockets within the machine's own folder have moved with it where it was moved. */
  private static Path sockets(Path folder, VmRecord record) {
    Path known = Path.of(record.sockets());
    return known.endsWith(Path.of("qemu")) ? folder : known;
  }

  public VmFiles files() {
    return files;
  }

  public VmRecord record() {
    return record;
  }

  public VmProcess process() {
    return new VmProcess(files, record.uuid(), host);
  }

  public Observed observe() throws IOException, InterruptedException {
    return process().observe();
  }

  /** The port of this computer that leads to a port of the guest. */
  public int hostPort(int guest) {
    return PortPlan.at(record.forwards(), guest)
        .orElseThrow(() -> MachineFailure.failed("the virtual machine has no port for " + guest))
        .host();
  }

  /**
   * Starts it and sees it alive. A hardware accelerator that shows no sign of life is given up for
   * TCG, unless the user asked for it.
   *
   * @return what it runs on and why
   */
  public AcceleratorChoice start(Qemu qemu, AcceleratorSelection selection, Steps steps)
      throws IOException, InterruptedException {
    boolean auto = record.accelerator().equals("auto");
    AcceleratorChoice choice =
        auto ? selection.choose() : selection.asked(Accelerator.parse(record.accelerator()));
    record = new VmStart(files, host, qemu).start(record, choice.accelerator());
    if (choice.accelerator() == Accelerator.TCG || boot().showsLife(SIGN_OF_LIFE)) {
      return choice;
    }
    kill(steps);
    if (!auto) {
      throw MachineFailure.of(
              FailureKind.UNAVAILABLE, choice.accelerator().shown() + " does not work here")
          .because("the guest printed nothing within " + SIGN_OF_LIFE.toSeconds() + " s")
          .hint("leave out --qemu-accel, or give --qemu-accel tcg");
    }
    AcceleratorChoice instead =
        selection.disprove(choice.accelerator(), "a guest showed no sign of life on it");
    steps.warn(instead.shown());
    record = new VmStart(files, host, qemu).start(record, instead.accelerator());
    return instead;
  }

  /**
   * Whether the guest of a process that another command has started prints anything: then its
   * accelerator works. Without one the first line takes its time.
   */
  public boolean showsLife() throws InterruptedException {
    return boot().showsLife(LATE_SIGN_OF_LIFE);
  }

  /** Starts it with its memory in a file and no port open: how a template is made. */
  public void startTemplate(Qemu qemu, Accelerator accelerator, Path memory)
      throws IOException, InterruptedException {
    new VmStart(files, host, qemu).startClosed(record, accelerator, new GuestMemory.Shared(memory));
  }

  /** Stops the guest for good and writes its devices' state; its memory is in its file. */
  public void freeze(Path state, Deadline deadline) throws IOException, InterruptedException {
    new Snapshot(files, process(), host).freeze(state, deadline);
    process().awaitEnd(deadline);
  }

  /** Goes on from a template, with no port open, and returns when the guest runs. */
  public void resumeFrom(
      Qemu qemu, Accelerator accelerator, GuestMemory.Resumed template, Deadline deadline)
      throws IOException, InterruptedException {
    new VmStart(files, host, qemu).startClosed(record, accelerator, template);
    new Snapshot(files, process(), host).load(template.state(), deadline);
  }

  /** Opens the ports of one that was started without. */
  public void openPorts(Qemu qemu) throws IOException, InterruptedException {
    record = new VmStart(files, host, qemu).open(record);
  }

  /**
   * Its forwards, to look at and to change. Needs no lock: they are in no file, and QEMU serves one
   * caller at a time.
   *
   * @throws IOException where it does not run
   */
  public OpenForwards forwards(Deadline deadline) throws IOException, InterruptedException {
    return OpenForwards.of(files, record, deadline);
  }

  /** The agent in the guest of our own image, once it answers. */
  public GuestAgent agent(Deadline deadline) throws IOException, InterruptedException {
    return GuestAgent.connect(files.agentSocket(), deadline);
  }

  /** Lets the guest of our own image use the whole of a disk that is larger than the image's. */
  public void growFileSystem() throws IOException, InterruptedException {
    Deadline patience = host.in(GROWING);
    try (GuestAgent agent = GuestAgent.connect(files.agentSocket(), patience)) {
      agent.run("resize2fs /dev/vda 2>&1", patience);
    }
  }

  /** Stops the guest's processors; one that is stopped so is success. */
  public void pause() throws IOException, InterruptedException {
    Deadline soon = host.in(ANSWER);
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), soon)) {
      qmp.call("stop", Map.of(), soon);
    }
  }

  /** Whether its processors are stopped. */
  public boolean isPaused() throws IOException, InterruptedException {
    Deadline soon = host.in(ANSWER);
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), soon)) {
      return qmp.status(soon).equals("paused");
    }
  }

  /** Lets a paused guest go on; one that runs does so. */
  public void resume() throws IOException, InterruptedException {
    Deadline soon = host.in(ANSWER);
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), soon)) {
      if (qmp.status(soon).equals("paused")) {
        qmp.call("cont", Map.of(), soon);
      }
    }
  }

  /**
   * Waits until the boot has come to {@code phase}, telling {@code title} the phases on the way.
   */
  public void awaitBoot(BootPhase phase, String title, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    boot().until(phase, deadline, reason -> steps.detail(title, reason));
  }

  private VmBoot boot() {
    return new VmBoot(new Console(files.console()), process(), host);
  }

  public void stop(Steps steps, Deadline deadline) throws IOException, InterruptedException {
    new VmStop(files, process(), host).stop(record.isOurImage(), steps, deadline);
  }

  public void kill(Steps steps) throws IOException, InterruptedException {
    new VmStop(files, process(), host).kill(steps);
  }

  /** Ends one that is being removed. */
  public void discard(Steps steps) throws IOException, InterruptedException {
    new VmStop(files, process(), host).discard(steps);
  }

  public List<String> console(int lines) throws IOException {
    return new Console(files.console()).tail(lines);
  }
}
