package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.driver.azure.api.ArmPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Azure's words about a virtual machine in ours. */
final class Vms {
  private static final String POWER = "PowerState/";
  private static final String FAILED = "ProvisioningState/failed";

  private Vms() {}

  /** The virtual machine with its power state, which is not told unasked. */
  static ArmPath withState(ArmPath path) {
    return path.with("$expand", "instanceView");
  }

  /** Whether it is certain to be gone. */
  static boolean isGoing(VirtualMachineInner vm) {
    return "Deleting".equals(vm.provisioningState());
  }

  static boolean hasFailed(VirtualMachineInner vm) {
    return "Failed".equals(vm.provisioningState());
  }

  /** A guest that ended itself is "stopped", one that Azure has put away "deallocated". */
  static MachineState state(VirtualMachineInner vm) {
    String power = power(vm);
    return switch (power) {
      case "running" -> MachineState.RUNNING;
      case "starting" -> MachineState.STARTING;
      case "stopping", "deallocating" -> MachineState.STOPPING;
      case "stopped", "deallocated" -> MachineState.STOPPED;
      default -> hasFailed(vm) ? MachineState.STOPPED : MachineState.STARTING;
    };
  }

  /** Azure's own word; empty where it says none. */
  static String power(VirtualMachineInner vm) {
    for (InstanceViewStatus status : statuses(vm)) {
      if (status.code() != null && status.code().startsWith(POWER)) {
        return status.code().substring(POWER.length());
      }
    }
    return "";
  }

  /** Why it could not be made, with Azure's code; empty if unsaid. */
  static String reason(VirtualMachineInner vm) {
    for (InstanceViewStatus status : statuses(vm)) {
      if (status.code() != null && status.code().startsWith(FAILED)) {
        String code = status.code().substring(status.code().lastIndexOf('/') + 1);
        String words = status.message() == null ? "it could not be made" : status.message().strip();
        return (words.endsWith(".") ? words.substring(0, words.length() - 1) : words)
            + " ("
            + code
            + ")";
      }
    }
    return "";
  }

  private static List<InstanceViewStatus> statuses(VirtualMachineInner vm) {
    return vm.instanceView() == null || vm.instanceView().statuses() == null
        ? List.of()
        : vm.instanceView().statuses();
  }

  /** What is known of a machine; its address is static, and what the record has. */
  static Observed observed(@Nullable VirtualMachineInner vm) {
    return vm == null || isGoing(vm) ? new Observed.Gone() : new Observed.Seen(state(vm), null);
  }
}
