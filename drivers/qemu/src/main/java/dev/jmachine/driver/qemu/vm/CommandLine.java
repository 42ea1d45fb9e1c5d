package dev.jmachine.driver.qemu.vm;

import dev.jmachine.driver.qemu.host.Accelerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The command line of one QEMU process. The order and number of devices is part of a snapshot's
 * form: append, do not reorder.
 *
 * @param qemu the program
 * @param version its version
 * @param machineType versioned, {@link QemuVersion#machineType} of the QEMU that made the machine
 * @param name shown by QMP and in the process list: how a lost process is found again
 * @param uuid the machine's own
 * @param generation changes when a guest is cloned, so that its kernel renews its random state
 *     (vmgenid)
 * @param files where disk, sockets and logs are
 */
public record CommandLine(
    Path qemu,
    QemuVersion version,
    Accelerator accelerator,
    String machineType,
    int cpus,
    int memoryMegabytes,
    GuestMemory memory,
    BootSource boot,
    SeedDisk seed,
    List<Forward> forwards,
    String name,
    UUID uuid,
    UUID generation,
    VmFiles files) {
  /** Name of the agent's virtio-serial port. */
  static final String AGENT_PORT = "dev.jmachine.agent";

  private static final String KERNEL =
      "root=/dev/vda rw console=ttyS0 net.ifnames=0 panic=-1 quiet systemd.show_status=0"
          + " random.trust_cpu=on cryptomgr.notests audit=0 apparmor=0 selinux=0";

  /**
   * Safe in a guest that only its owner uses and that no hardware runs: speculation is not
   * emulated. The kernel's hardening against its own errors is off for speed, and of its security
   * modules those stay that programs ask for; see docs/drivers/qemu.md.
   */
  private static final String KERNEL_EMULATED =
      " mitigations=off no_timer_check tsc=reliable init_on_alloc=0 hardened_usercopy=off"
          + " randomize_kstack_offset=off lsm=landlock,yama";

  public CommandLine {
    forwards = List.copyOf(forwards);
  }

  /** Program and arguments; QEMU goes to the background when it could start. */
  public List<String> argv() {
    List<String> argv = new ArrayList<>();
    argv.add(qemu.toString());
    add(argv, "-name", "guest=" + escaped(name), "-uuid", uuid.toString());
    add(argv, "-accel", acceleration(), "-cpu", processor());
    add(argv, "-smp", String.valueOf(cpus), "-m", memoryMegabytes + "M");
    add(argv, "-nodefaults", "-no-user-config", "-display", "none");
    add(argv, "-object", memory.object(memoryMegabytes));
    add(argv, "-machine", machineType + ",vmport=off,memory-backend=mem");
    addBoot(argv);
    addDisks(argv);
    addNetwork(argv);
    add(argv, "-device", "virtio-rng-pci", "-device", "vmgenid,guid=" + generation);
    addChannels(argv);
    addSnapshot(argv);
    add(argv, "-pidfile", files.pidFile().toString(), "-daemonize");
    return argv;
  }

  private String acceleration() {
    return switch (accelerator) {
      case KVM, HVF -> accelerator.option();
      case TCG -> "tcg,thread=multi,tb-size=" + translationCache();
    };
  }

  /** In MB. Guests do not see the difference. */
  private int translationCache() {
    return memory instanceof GuestMemory.Resumed(Path _, Path _, int size) ? size : 256;
  }

  private String processor() {
    return processor(accelerator, version);
  }

  /** The processor that guests of this computer see. */
  public static String processor(Accelerator accelerator, QemuVersion version) {
    return switch (accelerator) {
      case KVM, HVF -> "host";
      case TCG -> version.emulatedProcessor();
    };
  }

  private void addBoot(List<String> argv) {
    switch (boot) {
      case BootSource.Firmware() -> {}
      case BootSource.Kernel(Path kernel, Path initrd) -> {
        add(argv, "-kernel", kernel.toString(), "-initrd", initrd.toString());
        add(argv, "-append", KERNEL + emulatedKernel());
      }
    }
  }

  private String emulatedKernel() {
    if (accelerator != Accelerator.TCG) {
      return "";
    }
    return KERNEL_EMULATED + (version.translatesByAddress() ? " norandmaps" : "");
  }

  private void addDisks(List<String> argv) {
    String disk = "if=none,id=root,format=qcow2,discard=unmap,file=" + escaped(files.disk());
    add(argv, "-drive", disk, "-device", "virtio-blk-pci,drive=root");
    switch (seed) {
      case SeedDisk.None() -> {}
      case SeedDisk.Raw(Path file) ->
          addSeed(argv, "format=raw,file.driver=file,file.filename=" + escaped(file));
      case SeedDisk.CloudInit(Path folder) ->
          addSeed(
              argv, "format=raw,file.driver=vvfat,file.label=cidata,file.dir=" + escaped(folder));
    }
  }

  private static void addSeed(List<String> argv, String drive) {
    add(argv, "-drive", "if=none,id=seed,readonly=on," + drive);
    add(argv, "-device", "virtio-blk-pci,drive=seed");
  }

  private void addNetwork(List<String> argv) {
    StringBuilder user = new StringBuilder("user,id=net");
    for (Forward forward : forwards) {
      user.append(',').append(forward.option());
    }
    add(argv, "-netdev", user.toString(), "-device", "virtio-net-pci,netdev=net,romfile=");
  }

  private void addChannels(List<String> argv) {
    add(argv, "-serial", "file:" + files.console());
    add(argv, "-device", "virtio-serial-pci,max_ports=2");
    add(
        argv,
        "-chardev",
        "socket,id=agent,server=on,wait=off,path=" + escaped(files.agentSocket()));
    add(argv, "-device", "virtserialport,chardev=agent,name=" + AGENT_PORT);
    add(argv, "-chardev", "socket,id=qmp,server=on,wait=off,path=" + escaped(files.qmpSocket()));
    add(argv, "-mon", "chardev=qmp,mode=control");
  }

  /** In the background QEMU's words are lost unless it has a log. */
  private void addSnapshot(List<String> argv) {
    if (memory instanceof GuestMemory.Resumed) {
      add(argv, "-D", files.log().toString(), "-incoming", "defer");
    }
  }

  private static void add(List<String> argv, String... arguments) {
    argv.addAll(List.of(arguments));
  }

  /** QEMU parts options at commas; a comma within a value is doubled. */
  static String escaped(Object value) {
    return value.toString().replace(",", ",,");
  }
}
