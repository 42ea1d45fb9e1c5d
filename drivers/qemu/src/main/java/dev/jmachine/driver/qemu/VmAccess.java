package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.driver.qemu.vm.Forward;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import java.util.List;

/** How a virtual machine is reached: by ports of this computer's loopback address. */
final class VmAccess {
  private static final List<String> NAMES = List.of(Forward.ADDRESS, "localhost");

  private VmAccess() {}

  /** The access of a new machine, with the host key that was placed in it. */
  static HostAccess of(CreateRequest request, VirtualMachine vm) {
    SshEndpoint ssh =
        new SshEndpoint(
            Forward.ADDRESS,
            vm.hostPort(Forward.SSH),
            vm.record().user(),
            request.identityFile().toString(),
            List.of(new HostKey(request.hostKey().publicKey())),
            false,
            null);
    return access(ssh, vm);
  }

  /** The access of a machine that has no port yet: what its certificate must be for. */
  static HostAccess closed() {
    return new HostAccess(null, Forward.ADDRESS, Forward.ENGINE, Forward.ENGINE, NAMES);
  }

  /** The same login at the ports of the last start. */
  static HostAccess moved(HostAccess last, VirtualMachine vm) {
    SshEndpoint ssh = last.ssh();
    return ssh == null ? last : access(ssh.at(Forward.ADDRESS, vm.hostPort(Forward.SSH)), vm);
  }

  private static HostAccess access(SshEndpoint ssh, VirtualMachine vm) {
    return new HostAccess(ssh, Forward.ADDRESS, vm.hostPort(Forward.ENGINE), Forward.ENGINE, NAMES);
  }
}
