package dev.jmachine.driver.qemu.template;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.host.HostCommand;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.image.BaseImage;
import dev.jmachine.driver.qemu.vm.Disk;
import dev.jmachine.driver.qemu.vm.Qemu;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.vm.VmFiles;
import dev.jmachine.driver.qemu.vm.VmHost;
import dev.jmachine.driver.qemu.vm.VmRecord;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes one template: boots the image with its memory in a file, starts what a machine needs, and
 * freezes it. No port is open at any time, and the guest has no login key.
 */
public final class TemplateBuild {
  private static final long MEGABYTE = 1L << 20;

  private final Qemu qemu;
  private final Accelerator accelerator;
  private final BaseImage image;
  private final TemplateKey key;
  private final VmHost host;
  private final Clock clock;

  /**
   * A build.
   *
   * @param clock sets the guest's
   */
  public TemplateBuild(
      Qemu qemu,
      Accelerator accelerator,
      BaseImage image,
      TemplateKey key,
      VmHost host,
      Clock clock) {
    this.qemu = qemu;
    this.accelerator = accelerator;
    this.image = image;
    this.key = key;
    this.host = host;
    this.clock = clock;
  }

  /**
   * Builds into a staging folder.
   *
   * @param files of the guest that is frozen, in a folder of their own within the staging folder
   */
  public TemplateRecord into(TemplateFolder staging, VmFiles files, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    PrivateFiles.folder(files.folder());
    Disk.create(staging.disk(), image.disk(), image.format(), key.diskGib());
    Files.createSymbolicLink(files.disk(), staging.disk());
    makeMemory(staging.memory());
    VirtualMachine vm = VirtualMachine.define(files, record(files), host);
    boolean frozen = false;
    try {
      steps.run(
          "Booting the template", () -> vm.startTemplate(qemu, accelerator, staging.memory()));
      steps.run("Starting its engine", () -> warmUp(vm, deadline));
      steps.run("Freezing it", () -> vm.freeze(staging.state(), deadline));
      frozen = true;
    } finally {
      if (!frozen) {
        vm.kill(steps);
      }
    }
    PrivateFiles.deleteTree(files.folder());
    seal(staging);
    return new TemplateRecord(
        clock.instant().toString(), allocated(staging.path()), key.circumstances(), key.details());
  }

  private void makeMemory(Path file) throws IOException {
    PrivateFiles.write(file, new byte[0]);
    try (RandomAccessFile memory = new RandomAccessFile(file.toFile(), "rw")) {
      memory.setLength(key.memory() * MEGABYTE);
    }
  }

  private VmRecord record(VmFiles files) {
    return new VmRecord(
        "jmachine-template/" + key.id(),
        UUID.randomUUID().toString(),
        key.machineType(),
        accelerator.option(),
        key.cpus(),
        key.memory(),
        String.valueOf(image.kernel()),
        String.valueOf(image.initrd()),
        "root",
        List.of(),
        List.of(),
        files.sockets().toString(),
        null);
  }

  private void warmUp(VirtualMachine vm, Deadline deadline)
      throws IOException, InterruptedException {
    try (GuestAgent agent = vm.agent(deadline)) {
      GuestAgent.Ended ended =
          agent.script(
              GuestProgram.functions()
                  + GuestProgram.of("warm-up.sh", Map.of("JM_NOW", CloneIdentity.seconds(clock))),
              deadline);
      if (ended.status() != 0) {
        throw MachineFailure.failed("the guest could not be prepared")
            .because(String.join("; ", ended.printed()));
      }
    }
  }

  /**
   * Read by many from now on and written by nobody; the memory must survive a power cut whole. The
   * memory stays writable for its owner: QEMU opens it for writing also where it maps it privately
   * (seen with 7.2; gitlab.com/qemu-project/qemu/-/issues/1689), so no clone of an ordinary user
   * would start otherwise.
   */
  private static void seal(TemplateFolder staging) throws IOException {
    for (Path file : List.of(staging.disk(), staging.memory(), staging.state())) {
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.getFD().sync();
      }
      if (!file.equals(staging.memory())) {
        PrivateFiles.makeReadOnly(file);
      }
    }
  }

  private static long allocated(Path folder) throws IOException, InterruptedException {
    HostCommand.Ended ended = HostCommand.of("du", "-sk", folder.toString()).run();
    return ended.well() ? Long.parseLong(ended.lastWords().split("\\s", 2)[0]) * 1024 : 0;
  }
}
