package dev.jmachine.driver.qemu.vm;

import java.nio.file.Path;

/**
 * Where one virtual machine keeps its files.
 *
 * @param folder in the machine's own folder; 0700
 * @param sockets where its Unix sockets are: {@code folder}, or a short one where that path is too
 *     long; 0700
 */
public record VmFiles(Path folder, Path sockets) {
  public Path disk() {
    return folder.resolve("disk.qcow2");
  }

  /** Tar of the first boot's secrets, for our own image; gone once the guest has it. */
  public Path seed() {
    return folder.resolve("seed.tar");
  }

  /** Folder of the two NoCloud files, for cloud images. */
  public Path cloudSeed() {
    return folder.resolve("cidata");
  }

  /** What the guest wrote to its serial port since its last start. */
  public Path console() {
    return folder.resolve("console.log");
  }

  /** What QEMU itself said since it was resumed from a template. */
  public Path log() {
    return folder.resolve("qemu.log");
  }

  public Path pidFile() {
    return folder.resolve("qemu.pid");
  }

  /** What the machine is: {@link VmRecord}. */
  public Path record() {
    return folder.resolve("vm.json");
  }

  /** Which process runs it: {@link ProcessMark}. */
  public Path process() {
    return folder.resolve("process.json");
  }

  public Path qmpSocket() {
    return sockets.resolve("qmp.sock");
  }

  public Path agentSocket() {
    return sockets.resolve("agent.sock");
  }
}
