package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.driver.qemu.host.AcceleratorSelection;
import dev.jmachine.driver.qemu.host.BootId;
import dev.jmachine.driver.qemu.host.HostPackages;
import dev.jmachine.driver.qemu.host.HostResources;
import dev.jmachine.driver.qemu.host.LiveAcceleratorFacts;
import dev.jmachine.driver.qemu.host.SearchPath;
import dev.jmachine.driver.qemu.host.VerdictFile;
import dev.jmachine.driver.qemu.image.ImageStore;
import dev.jmachine.driver.qemu.template.TemplateStore;
import dev.jmachine.driver.qemu.vm.Qemu;
import dev.jmachine.driver.qemu.vm.SocketFolder;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.vm.VmFiles;
import dev.jmachine.driver.qemu.vm.VmHost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This computer as the driver sees it: where files are, and what runs virtual machines. */
final class QemuHost {
  private static final String PROGRAM = HostPackages.TO_RUN.getFirst();

  private final DriverContext context;
  private final SearchPath path;
  private final HostResources resources;
  private final VmHost vmHost;
  private @Nullable Qemu qemu;

  QemuHost(DriverContext context) {
    this.context = context;
    this.path = SearchPath.of(context.environment());
    this.resources = HostResources.system(userName());
    this.vmHost = VmHost.system(context.pause(), context.ticker());
  }

  String user() {
    return userName();
  }

  private static String userName() {
    return System.getProperty("user.name", "user");
  }

  DriverContext context() {
    return context;
  }

  VmHost vmHost() {
    return vmHost;
  }

  /** The folder of a machine's virtual machine, within the machine's own. */
  Path folder(String machine) {
    return context.machineFolder(machine).resolve("qemu").toAbsolutePath();
  }

  VmFiles files(String machine) {
    Path folder = folder(machine);
    return new VmFiles(folder, SocketFolder.of(folder, context.environment(), user()));
  }

  /** Whether the sockets of a virtual machine in that folder are in the folder itself. */
  boolean holdsItsSockets(Path folder) {
    return SocketFolder.of(folder, context.environment(), user()).equals(folder);
  }

  /** The virtual machine of a record; empty where its files are gone. */
  Optional<VirtualMachine> find(Machine machine) throws IOException {
    Path folder = folder(machine.name());
    Optional<VirtualMachine> vm = VirtualMachine.open(folder, vmHost);
    return vm.filter(one -> one.files().disk().toFile().exists());
  }

  /**
   * Whether its files are there and none is of a process: then it does not run, and what its files
   * say need not be read. In plain names, as a list asks of a thousand.
   */
  boolean lies(Machine machine) {
    File folder = folder(machine.name()).toFile();
    return new File(folder, "disk.qcow2").exists()
        && new File(folder, "vm.json").exists()
        && !new File(folder, "process.json").exists()
        && !new File(folder, "qemu.pid").exists();
  }

  Path imageFolder() {
    return context.cacheFolder().resolve("qemu").resolve("images").toAbsolutePath();
  }

  /** Folders below which every machine that must have sockets elsewhere has a folder of its own. */
  List<Path> socketFolders() {
    return SocketFolder.all(context.environment(), user());
  }

  ImageStore images() {
    return new ImageStore(imageFolder(), context.pause(), path, resources.isRoot());
  }

  QemuCheck check() {
    return new QemuCheck(resources, path::has, vmHost.ports(), images());
  }

  TemplateStore templates() {
    Path folder = context.cacheFolder().resolve("qemu").resolve("templates").toAbsolutePath();
    return new TemplateStore(folder, context.pause());
  }

  /** Asked for its version once: that starts a process. */
  synchronized Qemu qemu() throws IOException, InterruptedException {
    Qemu known = qemu;
    if (known == null) {
      known = Qemu.of(program());
      qemu = known;
    }
    return known;
  }

  private Path program() {
    return path.find(PROGRAM)
        .orElseThrow(
            () ->
                HostPackages.load()
                    .failure(List.of(PROGRAM), resources.system(), resources.isRoot()));
  }

  AcceleratorSelection selection() throws IOException, InterruptedException {
    Qemu qemu = qemu();
    String situation = BootId.current() + " " + qemu.version();
    Path verdicts = context.cacheFolder().resolve("qemu");
    return new AcceleratorSelection(
        new LiveAcceleratorFacts(qemu.program(), context.pause(), context.ticker()),
        new VerdictFile(verdicts, situation));
  }

  /** For work whose progress nobody follows. */
  Steps silent() {
    return new Steps("", Progress.silent(), context.ticker());
  }
}
