package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which ports a machine gets. Those that the user fixed it gets or fails; SSH and the engine keep
 * the ports of the last run where these are still free, else take any.
 *
 * @param fixed from {@code --qemu-port}; may name guest ports 22 and 2376
 * @param last of the last run; empty before the first
 */
public record PortPlan(List<Forward> fixed, List<Forward> last) {
  private static final List<Integer> OURS = List.of(Forward.SSH, Forward.ENGINE);

  public PortPlan {
    fixed = List.copyOf(fixed);
    last = List.copyOf(last);
  }

  /**
   * Chooses the ports for one start.
   *
   * @throws MachineFailure CONFLICT where a fixed port is taken
   */
  public List<Forward> choose(HostPorts ports) throws IOException {
    requireFixed(ports, FailureKind.CONFLICT);
    return choose(ports, fixed);
  }

  /**
   * Chooses the ports of ours that are still missing.
   *
   * @param open those that the machine has already
   */
  List<Forward> choose(HostPorts ports, List<Forward> open) throws IOException {
    List<Forward> chosen = new ArrayList<>(open);
    fixed.stream().filter(one -> !open.contains(one)).forEach(chosen::add);
    Set<Integer> used = new HashSet<>(chosen.stream().map(Forward::host).toList());
    for (int guest : OURS) {
      if (at(chosen, guest).isEmpty()) {
        int host = hostPort(guest, used, ports);
        used.add(host);
        chosen.add(new Forward(host, guest));
      }
    }
    return chosen;
  }

  /** Fails with {@code kind} where a fixed port is taken. */
  public void requireFixed(HostPorts ports, FailureKind kind) {
    for (Forward forward : fixed) {
      if (!ports.isFree(forward.host())) {
        throw MachineFailure.of(
                kind, "port " + forward.host() + " of " + Forward.ADDRESS + " is taken")
            .because("another program listens there, or may not be listened on by this user")
            .hint("choose another port: --qemu-port PORT:" + forward.guest());
      }
    }
  }

  private int hostPort(int guest, Set<Integer> used, HostPorts ports) throws IOException {
    Optional<Forward> before = at(last, guest).filter(one -> ports.isFree(one.host()));
    if (before.isPresent() && !used.contains(before.get().host())) {
      return before.get().host();
    }
    int port = ports.free();
    while (used.contains(port)) {
      port = ports.free();
    }
    return port;
  }

  /** The forward to a guest port. */
  static Optional<Forward> at(List<Forward> forwards, int guest) {
    return forwards.stream().filter(one -> one.guest() == guest).findFirst();
  }
}
