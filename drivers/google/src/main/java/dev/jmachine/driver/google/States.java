package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compute Engine's words about an instance in ours ("Instance life cycle"). */
final class States {
  private States() {}

  static MachineState of(Instance instance) {
    return switch (instance.getStatus()) {
      case "PROVISIONING", "STAGING", "REPAIRING", "PENDING" -> MachineState.STARTING;
      case "RUNNING" -> MachineState.RUNNING;
      case "STOPPING", "PENDING_STOP", "DEPROVISIONING" -> MachineState.STOPPING;
      case "SUSPENDING", "SUSPENDED" -> MachineState.PAUSED;
      default -> MachineState.STOPPED; // TERMINATED and STOPPED
    };
  }

  /** What is known of a machine from its instance, null where there is none. */
  static Observed observed(Machine machine, @Nullable Instance instance) {
    if (instance == null) {
      return new Observed.Gone();
    }
    HostAccess before = machine.access();
    SshEndpoint ssh = before == null ? null : before.ssh();
    return new Observed.Seen(of(instance), ssh == null ? null : moved(ssh, machine, instance));
  }

  /** The access at the instance's address of now; null while it has none. */
  private static @Nullable HostAccess moved(SshEndpoint ssh, Machine machine, Instance instance) {
    String address = ReachedBy.of(machine).address(instance);
    return address == null ? null : access(ssh.at(address, ssh.port()), instance);
  }

  static HostAccess access(SshEndpoint ssh, Instance instance) {
    int port = HostAccess.ENGINE_PORT;
    return new HostAccess(ssh, ssh.host(), port, port, names(ssh.host(), instance));
  }

  /** Every address, for the certificate. */
  private static List<String> names(String address, Instance instance) {
    List<String> names = new ArrayList<>(List.of(address));
    for (ReachedBy way : ReachedBy.values()) {
      String other = way.address(instance);
      if (other != null && !names.contains(other)) {
        names.add(other);
      }
    }
    return names;
  }
}
