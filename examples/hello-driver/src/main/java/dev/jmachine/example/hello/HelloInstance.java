package dev.jmachine.example.hello;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.example.hello.cloud.HelloCloud;
import dev.jmachine.example.hello.cloud.Instance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cloud's words for an instance in the words of jmachine. */
final class HelloInstance {
  private HelloInstance() {}

  /** The machine's instance, known by the uid in its tags; null where it is not among them. */
  static @Nullable Instance of(Machine machine, List<Instance> instances) {
    return instances.stream()
        .filter(instance -> HelloTags.areOf(machine.uid(), instance.tags()))
        .findFirst()
        .orElse(null);
  }

  // snippet: words
  static Observed observed(@Nullable Instance instance) {
    return instance == null || instance.state().equals("terminating")
        ? new Observed.Gone()
        : new Observed.Seen(state(instance), access(instance.ip()));
  }

  static MachineState state(Instance instance) {
    return switch (instance.state()) {
      case "pending" -> MachineState.STARTING;
      case "running" -> MachineState.RUNNING;
      case "stopping", "terminating" -> MachineState.STOPPING;
      default -> MachineState.STOPPED;
    };
  }

  /** No login: {@code ssh} is null. */
  static HostAccess access(String ip) {
    int port = HostAccess.ENGINE_PORT;
    return new HostAccess(null, ip, port, port, List.of(ip));
  }

  // end: words

  static MachineState after(PowerAction action) {
    return action == PowerAction.START ? MachineState.RUNNING : MachineState.STOPPED;
  }

  static HelloCloud.Change change(PowerAction action) {
    return switch (action) {
      case START -> HelloCloud.Change.START;
      case STOP -> HelloCloud.Change.STOP;
      case KILL -> HelloCloud.Change.HALT;
    };
  }
}
