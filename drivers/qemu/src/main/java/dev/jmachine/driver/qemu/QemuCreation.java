package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.resource.ResourceLedger;
import dev.jmachine.driver.qemu.host.AcceleratorChoice;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.image.BaseImage;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.seed.Identity;
import dev.jmachine.driver.qemu.seed.NoCloudSeed;
import dev.jmachine.driver.qemu.seed.TarSeed;
import dev.jmachine.driver.qemu.vm.BootPhase;
import dev.jmachine.driver.qemu.vm.Disk;
import dev.jmachine.driver.qemu.vm.Forward;
import dev.jmachine.driver.qemu.vm.Qemu;
import dev.jmachine.driver.qemu.vm.SocketFolder;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.vm.VmFiles;
import dev.jmachine.driver.qemu.vm.VmRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The story of one virtual machine's creation. */
final class QemuCreation {
  private static final String BOOTING = "Booting";

  private final QemuHost host;
  private final CreateRequest request;
  private final QemuSettings settings;
  private final VmFiles files;
  private final UUID uuid;
  private final Identity identity;

  QemuCreation(QemuHost host, CreateRequest request) {
    this.host = host;
    this.request = request;
    this.settings = QemuSettings.of(request.options());
    this.files = host.files(request.name().value());
    this.uuid = uuidOf(request.uid());
    this.identity =
        new Identity(request.name().value(), uuid, request.identityPublicKey(), request.hostKey());
  }

  /** The guest's UUID: from the machine's uid, so that it can be told without any record. */
  static UUID uuidOf(String uid) {
    return UUID.nameUUIDFromBytes(("jmachine:" + uid).getBytes(StandardCharsets.UTF_8));
  }

  HostAccess create() throws IOException, InterruptedException {
    Steps steps = request.steps();
    ImageName name = host.check().image(settings);
    BaseImage image = host.images().require(name, steps, request.deadline());
    if ((long) settings.diskGib() << 30 < image.bytes()) {
      throw QemuCheck.smallDisk(settings.diskGib(), image.bytes());
    }
    Optional<VirtualMachine> running = running();
    VirtualMachine vm = running.isPresent() ? adopted(running.get()) : started(image, steps);
    steps.run(BOOTING, () -> awaitBoot(vm));
    if (vm.record().isOurImage() && (long) settings.diskGib() << 30 > image.bytes()) {
      steps.run("Growing the file system", vm::growFileSystem);
    }
    return VmAccess.of(request, vm);
  }

  private VirtualMachine started(BaseImage image, Steps steps)
      throws IOException, InterruptedException {
    Qemu qemu = host.qemu();
    VirtualMachine vm = steps.run("Creating disk", () -> define(image, qemu));
    AcceleratorChoice choice = steps.run("Starting virtual machine", () -> start(vm, qemu));
    steps.note(choice.shown());
    return vm;
  }

  /**
   * The one that an interrupted create has started, if its guest is alive: it has the keys of this
   * request, since a create that goes on is given the same ones.
   */
  private Optional<VirtualMachine> running() throws IOException, InterruptedException {
    Optional<VirtualMachine> found = new QemuRemoval(host).open(request.name().value());
    if (found.isEmpty()) {
      return found;
    }
    VirtualMachine vm = found.get();
    // a clone whose resume failed is no boot that could be waited for
    boolean booted = vm.record().template() == null && !vm.record().ports().isEmpty();
    boolean ours = booted && vm.record().uuid().equals(uuid.toString());
    return ours && vm.process().pid().isPresent() && vm.showsLife() ? found : Optional.empty();
  }

  private VirtualMachine adopted(VirtualMachine vm) throws IOException {
    request.steps().note("going on with the virtual machine that runs");
    noteProcess(intendedProcess(), vm);
    return vm;
  }

  private Resource intendedProcess() throws IOException {
    return request.ledger().intend("process", uuid.toString(), Map.of());
  }

  private void noteProcess(Resource process, VirtualMachine vm) throws IOException {
    request.ledger().made(process, String.valueOf(vm.process().pid().orElse(0L)));
  }

  /** Made anew where an interrupted create has left one that does not run: nothing is on it yet. */
  private VirtualMachine define(BaseImage image, Qemu qemu)
      throws IOException, InterruptedException {
    ResourceLedger ledger = request.ledger();
    new QemuRemoval(host).endProcess(request.name().value(), request.uid());
    releaseTemplate(ledger);
    Resource folder = ledger.intend("folder", files.folder().toString(), Map.of());
    PrivateFiles.folder(files.folder());
    SocketFolder.make(files.sockets(), files.folder());
    ledger.made(folder, files.folder().toString());
    VirtualMachine vm = VirtualMachine.define(files, record(image, qemu), host.vmHost());
    Resource disk = ledger.intend("disk", files.disk().toString(), Map.of());
    Disk.create(files.disk(), image.disk(), image.format(), settings.diskGib());
    ledger.made(disk, files.disk().toString());
    Resource seed = ledger.intend("seed", files.seed().toString(), Map.of());
    writeSeed(vm.record().isOurImage());
    ledger.made(seed, files.seed().toString());
    return vm;
  }

  /** A clone that could not be resumed may have been tried before. */
  private void releaseTemplate(ResourceLedger ledger) throws IOException {
    for (Resource entry : List.copyOf(ledger.entries())) {
      if (entry.kind().equals(QemuResumption.CLAIM)) {
        host.templates().folder(entry.token()).release(request.uid());
        ledger.gone(entry);
      }
    }
  }

  private VmRecord record(BaseImage image, Qemu qemu) {
    return new VmRecord(
        VmRecord.nameOf(request.name().value(), request.uid()),
        uuid.toString(),
        qemu.version().machineType(),
        settings.accelerator(),
        settings.cpus(),
        settings.memory(),
        text(image.kernel()),
        text(image.initrd()),
        image.kernel() == null ? NoCloudSeed.USER : "root",
        settings.ports().stream().map(Forward::toString).toList(),
        List.of(),
        files.sockets().toString(),
        null);
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toString();
  }

  private void writeSeed(boolean ourImage) throws IOException {
    if (ourImage) {
      PrivateFiles.write(files.seed(), TarSeed.of(identity));
    } else {
      PrivateFiles.folder(files.cloudSeed());
      write(NoCloudSeed.of(identity));
    }
  }

  private void write(NoCloudSeed seed) throws IOException {
    PrivateFiles.write(files.cloudSeed().resolve("meta-data"), seed.metaData());
    PrivateFiles.write(files.cloudSeed().resolve("user-data"), seed.userData());
  }

  private AcceleratorChoice start(VirtualMachine vm, Qemu qemu)
      throws IOException, InterruptedException {
    Resource process = intendedProcess();
    AcceleratorChoice choice = vm.start(qemu, host.selection(), request.steps());
    noteProcess(process, vm);
    return choice;
  }

  /** The guest has its host key now: the copy here goes before anything else happens. */
  private void awaitBoot(VirtualMachine vm) throws IOException, InterruptedException {
    vm.awaitBoot(BootPhase.INIT, BOOTING, request.steps(), request.deadline());
    if (vm.record().isOurImage()) {
      PrivateFiles.wipe(files.seed());
    } else {
      Path secret = files.cloudSeed().resolve("user-data");
      PrivateFiles.wipe(secret);
      write(NoCloudSeed.of(identity).withoutSecret());
    }
    vm.awaitBoot(vm.record().bootsUpTo(), BOOTING, request.steps(), request.deadline());
  }
}
