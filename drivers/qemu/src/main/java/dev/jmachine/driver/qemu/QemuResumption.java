package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.resource.ResourceLedger;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.image.BaseImage;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.seed.Identity;
import dev.jmachine.driver.qemu.template.CloneIdentity;
import dev.jmachine.driver.qemu.template.TemplateFolder;
import dev.jmachine.driver.qemu.vm.Disk;
import dev.jmachine.driver.qemu.vm.GuestMemory;
import dev.jmachine.driver.qemu.vm.SocketFolder;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.vm.VmFiles;
import dev.jmachine.driver.qemu.vm.VmRecord;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The story of one clone: from a template to a guest with an identity of its own and no port. */
final class QemuResumption {
  /** Kind of the ledger's entry that says that a machine needs a template; its token is the id. */
  static final String CLAIM = "clone";

  /** Takes 0.3 s on a quiet computer; a cold boot is the better way after this. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final QemuHost host;
  private final CreateRequest request;
  private final TemplateChoice choice;
  private final TemplateFolder template;
  private final VmFiles files;
  private final UUID uuid;

  QemuResumption(
      QemuHost host, CreateRequest request, TemplateChoice choice, TemplateFolder template) {
    this.host = host;
    this.request = request;
    this.choice = choice;
    this.template = template;
    this.files = host.files(request.name().value());
    this.uuid = QemuCreation.uuidOf(request.uid());
  }

  WarmHost resume() throws IOException, InterruptedException {
    Deadline deadline = request.deadline().atMost(PATIENCE);
    VirtualMachine vm = define();
    start(vm, deadline);
    GuestAgent agent = vm.agent(deadline);
    boolean placed = false;
    try {
      new CloneIdentity(host.context().clock(), new SecureRandom())
          .place(identity(), agent, deadline);
      placed = true;
      return new WarmVm(vm, agent, choice.qemu(), request, rehearses());
    } finally {
      if (!placed) {
        agent.close();
      }
    }
  }

  /** A guest that is one of many shares its processor, and has little memory for translations. */
  private boolean rehearses() {
    return choice.accelerator() == Accelerator.TCG && !host.context().several();
  }

  private Identity identity() {
    return new Identity(
        request.name().value(), uuid, request.identityPublicKey(), request.hostKey());
  }

  private VirtualMachine define() throws IOException, InterruptedException {
    ResourceLedger ledger = request.ledger();
    if (Files.exists(files.record())) {
      // of a create that was interrupted: its guest may know other keys
      new QemuRemoval(host).endProcess(request.name().value(), request.uid());
    }
    Resource folder = ledger.intend("folder", files.folder().toString(), Map.of());
    PrivateFiles.folder(files.folder());
    SocketFolder.make(files.sockets(), files.folder());
    ledger.made(folder, files.folder().toString());
    String id = choice.key().id();
    Resource claim = ledger.intend(CLAIM, id, Map.of());
    if (!template.claimIfThere(request.uid(), files.folder())) {
      throw MachineFailure.of(FailureKind.UNAVAILABLE, "template " + id + " is gone")
          .because("it was removed at this moment");
    }
    ledger.made(claim, id);
    Resource disk = ledger.intend("disk", files.disk().toString(), Map.of());
    Disk.create(files.disk(), template.disk(), "qcow2", choice.key().diskGib());
    ledger.made(disk, files.disk().toString());
    return VirtualMachine.define(files, record(), host.vmHost());
  }

  private VmRecord record() throws IOException, InterruptedException {
    BaseImage image =
        host.images()
            .require(ImageName.parse(ImageName.BUILT, null), request.steps(), request.deadline());
    return new VmRecord(
        VmRecord.nameOf(request.name().value(), request.uid()),
        uuid.toString(),
        choice.key().machineType(),
        choice.settings().accelerator(),
        choice.settings().cpus(),
        choice.settings().memory(),
        String.valueOf(image.kernel()),
        String.valueOf(image.initrd()),
        "root",
        choice.settings().ports().stream().map(Object::toString).toList(),
        List.of(),
        files.sockets().toString(),
        choice.key().id());
  }

  /**
   * In MB. With 64 a clone has 115 MB of its own, but one round of docker create, start, exec and
   * rm took 8.4 s, since QEMU translated all code again and again; with 256 it took 5.2 s, and no
   * less with 512.
   */
  private int translationCache() {
    return host.context().several() ? 64 : 256;
  }

  private void start(VirtualMachine vm, Deadline deadline)
      throws IOException, InterruptedException {
    ResourceLedger ledger = request.ledger();
    Resource process = ledger.intend("process", uuid.toString(), Map.of());
    vm.resumeFrom(
        choice.qemu(),
        choice.accelerator(),
        new GuestMemory.Resumed(template.memory(), template.state(), translationCache()),
        deadline);
    ledger.made(process, String.valueOf(vm.process().pid().orElse(0L)));
  }
}
