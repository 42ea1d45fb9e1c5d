package dev.jmachine.driver.qemu;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.vm.VmFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Deletes what a create made. Paths come from the machine's name, never from the ledger's text: a
 * damaged record must not point elsewhere.
 */
final class QemuRemoval {
  private final QemuHost host;

  QemuRemoval(QemuHost host) {
    this.host = host;
  }

  /** Deletes one resource; one that is gone is success. */
  void delete(Machine machine, Resource resource) throws IOException, InterruptedException {
    VmFiles files = host.files(machine.name());
    switch (resource.kind()) {
      case "process" -> {
        endProcess(machine.name(), machine.uid());
        new LostProcesses(host).endElsewhere(machine.uid());
      }
      case Leftovers.SOCKETS -> new Leftovers(host).deleteSockets(resource);
      case Leftovers.HALF_MADE -> host.images().deleteHalfMade(resource.token());
      // with the guest that is in it; all that are left go the same way
      case Leftovers.TEMPLATE -> new QemuTemplates(host).sweep();
      case Leftovers.IMAGE -> new Leftovers(host).deleteImage(resource);
      case "disk" -> Files.deleteIfExists(files.disk());
      case "seed" -> {
        PrivateFiles.wipe(files.seed());
        PrivateFiles.wipe(files.cloudSeed().resolve("user-data"));
        PrivateFiles.deleteTree(files.cloudSeed());
      }
      case QemuResumption.CLAIM -> host.templates().folder(resource.token()).release(machine.uid());
      case "folder" -> deleteFolders(open(machine.name()).map(VirtualMachine::files).orElse(files));
      default ->
          throw MachineFailure.failed("cannot delete " + resource.label())
              .because("driver qemu makes no such thing");
    }
  }

  /**
   * Ends the process of a machine: by its files, and where these are gone or damaged by its name.
   */
  void endProcess(String machine, String uid) throws IOException, InterruptedException {
    Optional<VirtualMachine> vm = open(machine);
    // a later machine may have the name, and so the folder, of the one that is meant; one that was
    // handed out of a pool has another name than it began with
    if (vm.isPresent() && vm.get().record().uuid().equals(QemuCreation.uuidOf(uid).toString())) {
      vm.get().discard(host.silent());
    }
    new LostProcesses(host).end(uid);
  }

  /** The virtual machine that a machine's files tell of; empty where there are none. */
  Optional<VirtualMachine> open(String machine) throws IOException {
    try {
      return VirtualMachine.open(host.folder(machine), host.vmHost());
    } catch (MachineFailure damaged) {
      return Optional.empty();
    }
  }

  private static void deleteFolders(VmFiles files) throws IOException {
    if (!files.sockets().equals(files.folder())) {
      PrivateFiles.deleteTree(files.sockets());
      deleteIfEmpty(files.sockets().resolveSibling(".").normalize());
    }
    PrivateFiles.deleteTree(files.folder());
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException others) {
      // sockets of other machines
      return;
    }
  }
}
