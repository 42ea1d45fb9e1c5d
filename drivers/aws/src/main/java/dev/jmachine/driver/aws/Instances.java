package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** EC2's words about an instance in ours. */
final class Instances {
  private Instances() {}

  /** Whether it is gone, or certain to be: a terminated instance is listed for an hour. */
  static boolean isGone(Instance instance) {
    InstanceStateName state = instance.state().name();
    return state == InstanceStateName.TERMINATED || state == InstanceStateName.SHUTTING_DOWN;
  }

  static MachineState state(Instance instance) {
    return switch (instance.state().name()) {
      case PENDING -> MachineState.STARTING;
      case RUNNING -> MachineState.RUNNING;
      case STOPPING, SHUTTING_DOWN -> MachineState.STOPPING;
      case STOPPED, TERMINATED, UNKNOWN_TO_SDK_VERSION -> MachineState.STOPPED;
    };
  }

  /** Why EC2 ended it, with its code: "Server.InsufficientInstanceCapacity: …"; empty if unsaid. */
  static String reason(Instance instance) {
    StateReason reason = instance.stateReason();
    return reason == null ? "" : reason.message() + " (" + reason.code() + ")";
  }

  /** What is known of a machine from its instance, null where EC2 has none. */
  static Observed observed(Machine machine, @Nullable Instance instance) {
    if (instance == null || isGone(instance)) {
      return new Observed.Gone();
    }
    HostAccess before = machine.access();
    SshEndpoint ssh = before == null ? null : before.ssh();
    return new Observed.Seen(state(instance), ssh == null ? null : moved(ssh, machine, instance));
  }

  /** The access at the instance's address of now; null while it has none. */
  private static @Nullable HostAccess moved(SshEndpoint ssh, Machine machine, Instance instance) {
    String address = address(instance, ReachedBy.of(machine));
    return address == null ? null : access(ssh.at(address, ssh.port()), instance);
  }

  static HostAccess access(SshEndpoint ssh, Instance instance) {
    int port = HostAccess.ENGINE_PORT;
    return new HostAccess(ssh, ssh.host(), port, port, names(ssh.host(), instance));
  }

  /** The address by which we reach it; null while it has none. */
  static @Nullable String address(Instance instance, ReachedBy way) {
    String address =
        switch (way) {
          case PUBLIC -> instance.publicIpAddress();
          case PRIVATE -> instance.privateIpAddress();
          case IPV6 -> instance.ipv6Address();
        };
    return address == null || address.isBlank() ? null : address;
  }

  /** Every address and name, for the certificate. */
  private static List<String> names(String address, Instance instance) {
    List<String> names = new ArrayList<>(List.of(address));
    add(names, instance.publicIpAddress());
    add(names, instance.privateIpAddress());
    add(names, instance.ipv6Address());
    add(names, instance.publicDnsName());
    return names;
  }

  private static void add(List<String> names, @Nullable String name) {
    if (name != null && !name.isBlank() && !names.contains(name)) {
      names.add(name);
    }
  }
}
