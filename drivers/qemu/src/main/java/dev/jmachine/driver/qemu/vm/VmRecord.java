package dev.jmachine.driver.qemu.vm;

import io.avaje.jsonb.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual machine is, as its file vm.json keeps it. Paths are absolute.
 *
 * @param name shown by QMP: {@link #nameOf}
 * @param uuid the guest's
 * @param machineType versioned, for life
 * @param accelerator "auto", or what the user asked for
 * @param cpus number of processors
 * @param memory megabytes
 * @param kernel of a direct boot; null where the disk has a boot loader
 * @param initrd the same
 * @param user who logs in
 * @param fixedPorts HOST:GUEST as the user gave them
 * @param ports HOST:GUEST of the last start; empty before the first
 * @param sockets folder of the Unix sockets
 * @param template id of the template whose disk is under this one's; null where none is
 */
@Json
public record VmRecord(
    String name,
    String uuid,
    String machineType,
    String accelerator,
    int cpus,
    int memory,
    @Nullable String kernel,
    @Nullable String initrd,
    String user,
    List<String> fixedPorts,
    List<String> ports,
    String sockets,
    @Nullable String template) {
  public VmRecord {
    fixedPorts = List.copyOf(fixedPorts);
    ports = List.copyOf(ports);
  }

  /**
   * The name of the QEMU process of a machine: found again in the process list without any record.
   */
  public static String nameOf(String machine, String uid) {
    return "jmachine/" + machine + "/" + uid;
  }

  public VmRecord withPorts(List<Forward> value) {
    return new VmRecord(
        name,
        uuid,
        machineType,
        accelerator,
        cpus,
        memory,
        kernel,
        initrd,
        user,
        fixedPorts,
        value.stream().map(Forward::toString).toList(),
        sockets,
        template);
  }

  public List<Forward> forwards() {
    return ports.stream().map(Forward::parse).toList();
  }

  public PortPlan portPlan() {
    return new PortPlan(fixedPorts.stream().map(Forward::parse).toList(), forwards());
  }

  /** Whether the guest is our own image: it boots by a kernel of ours and has an agent. */
  public boolean isOurImage() {
    return kernel != null;
  }

  /**
   * The last phase that its console tells of on every boot: a cloud image tells nothing after its
   * first.
   */
  public BootPhase bootsUpTo() {
    return isOurImage() ? BootPhase.SSH : BootPhase.FIRMWARE;
  }

  public BootSource boot() {
    return kernel == null || initrd == null
        ? new BootSource.Firmware()
        : new BootSource.Kernel(Path.of(kernel), Path.of(initrd));
  }

  public UUID id() {
    return UUID.fromString(uuid);
  }
}
