package dev.jmachine.driver.qemu;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.driver.qemu.host.HostPackages;
import dev.jmachine.driver.qemu.host.HostResources;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.image.ImageStore;
import dev.jmachine.driver.qemu.vm.HostPorts;
import dev.jmachine.driver.qemu.vm.PortPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Looks whether a create can succeed on this computer, and which image it takes where the user
 * names none.
 */
final class QemuCheck {
  private static final long MEGABYTE = 1L << 20;

  /**
   * What a build needs at its height in the scratch folder, and about twice what it leaves in the
   * cache.
   */
  private static final long TO_BUILD = 3L << 30;

  private static final long TO_DOWNLOAD = 2L << 30;
  private static final long TO_RUN = 512 * MEGABYTE;

  private final HostResources host;
  private final Predicate<String> commands;
  private final HostPorts ports;
  private final ImageStore images;

  QemuCheck(HostResources host, Predicate<String> commands, HostPorts ports, ImageStore images) {
    this.host = host;
    this.commands = commands;
    this.ports = ports;
    this.images = images;
  }

  /**
   * Checks everything that can be known beforehand.
   *
   * @throws MachineFailure CHECK with advice
   */
  void check(QemuSettings settings, Path store, Path cache, Steps steps) throws IOException {
    ImageName image = image(settings);
    requireCommands(image);
    requireMemory(settings, steps);
    requireSpace(image, store, cache);
    requireDisk(settings, image);
    new PortPlan(settings.ports(), List.of()).requireFixed(ports, FailureKind.CHECK);
  }

  /** The image that the user named, else ours where it is there or can be built, else Debian's. */
  ImageName image(QemuSettings settings) throws IOException {
    if (settings.image() != null) {
      return settings.image();
    }
    ImageName ours = ImageName.parse(ImageName.BUILT, null);
    return images.present(ours).isPresent() || canBuild()
        ? ours
        : ImageName.parse(ImageName.OFFICIAL, null);
  }

  /**
   * On Debian and its kin the packages can be had, so their absence is said and no other image
   * taken.
   */
  private boolean canBuild() {
    boolean debian = host.system().startsWith("Linux") && commands.test("dpkg");
    return missing(HostPackages.TO_BUILD).isEmpty() || debian;
  }

  private void requireCommands(ImageName image) throws IOException {
    List<String> needed = new ArrayList<>(HostPackages.TO_RUN);
    boolean builds = image instanceof ImageName.Built && images.present(image).isEmpty();
    if (builds) {
      needed.addAll(HostPackages.TO_BUILD);
      if (!host.isRoot()) {
        needed.addAll(HostPackages.TO_MAP_USERS);
      }
    }
    List<String> missing = missing(needed);
    if (!missing.isEmpty()) {
      throw HostPackages.load().failure(missing, host.system(), host.isRoot());
    }
    if (builds && !host.isRoot() && !host.mapsUsers()) {
      throw MachineFailure.check("cannot build the machine image as this user")
          .because("the user has no entries in /etc/subuid and /etc/subgid")
          .hint("sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 \"$USER\"")
          .hint("--qemu-image " + ImageName.OFFICIAL + " downloads a ready image instead")
          .see("docs/drivers/qemu.md#the-image-cannot-be-built");
    }
  }

  private List<String> missing(List<String> needed) {
    return HostPackages.load().missing(needed, commands);
  }

  private void requireMemory(QemuSettings settings, Steps steps) {
    long wanted = settings.memory() * MEGABYTE;
    OptionalLong all = host.memory();
    OptionalLong now = host.memoryAvailable();
    if (all.isPresent() && wanted > all.getAsLong()) {
      throw MachineFailure.check("this computer has too little memory")
          .because(
              settings.memory() + " MB are wanted, it has " + all.getAsLong() / MEGABYTE + " MB")
          .hint("give less: --qemu-memory 1024");
    }
    if (now.isPresent() && wanted > now.getAsLong()) {
      steps.warn(
          "only " + now.getAsLong() / MEGABYTE + " MB of memory are free; the machine may be slow");
    }
  }

  private void requireSpace(ImageName image, Path store, Path cache) throws IOException {
    requireSpace(store, TO_RUN);
    if (images.present(image).isPresent()) {
      return;
    }
    switch (image) {
      case ImageName.Built _ -> {
        requireSpace(Path.of("/var/tmp"), TO_BUILD);
        requireSpace(cache, TO_BUILD / 2);
      }
      case ImageName.Official _, ImageName.Remote _ -> requireSpace(cache, TO_DOWNLOAD);
      case ImageName.Local(Path file, var checksum) -> {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
          throw MachineFailure.check("cannot read the image " + file)
              .because("there is no such file, or this user may not read it");
        }
        requireSpace(cache, Files.size(file));
      }
    }
  }

  private void requireSpace(Path folder, long needed) throws IOException {
    long free = host.diskSpace(folder);
    if (free < needed) {
      throw MachineFailure.check("not enough disk space for " + folder)
          .because(needed / MEGABYTE + " MB are needed, " + free / MEGABYTE + " MB are free");
    }
  }

  private static void requireDisk(QemuSettings settings, ImageName image) {
    if (image instanceof ImageName.Built && settings.diskGib() < ImageStore.builtDiskGib()) {
      throw smallDisk(settings.diskGib(), (long) ImageStore.builtDiskGib() << 30);
    }
  }

  static MachineFailure smallDisk(int gib, long imageBytes) {
    long least = (imageBytes + (1L << 30) - 1) >> 30;
    return MachineFailure.check("the disk of " + gib + " GB is smaller than its image's")
        .because("the image has " + least + " GB; a disk takes only the space that is written to")
        .hint("--" + QemuOptions.DISK + " " + least);
  }
}
