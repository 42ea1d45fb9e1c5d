package dev.jmachine.core.driver;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.List;

/**
 * What a driver offers that can make ports of a running host answer on this computer by itself,
 * without a connection that somebody holds. Optional: {@link Driver#portForwards}. A forward lasts
 * until it is closed or the host stops, and is in no record. It leads to what listens at all of the
 * host's addresses, as a port that a container publishes does.
 *
 * <p>Each verb fails with {@link dev.jmachine.core.failure.FailureKind#CONFLICT} where the host
 * does not run.
 */
public interface PortForwards {
  /** The refusal where a driver has none. */
  static MachineFailure none(String machine, String driver) {
    return MachineFailure.usage("driver " + driver + " forwards no ports")
        .because("its machines are reached over the network, or by SSH")
        .hint("jmachine ssh " + machine + " -N -L 8080:127.0.0.1:8080");
  }

  /** Those that are open, those of SSH and of the engine included. */
  List<PortForward> list(Machine machine, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Opens forwards; one that is open already is success.
   *
   * @throws MachineFailure CONFLICT where this computer's port is taken; those before it are open
   */
  void open(Machine machine, List<PortForward> forwards, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Closes forwards; one that is not open is success.
   *
   * @throws MachineFailure USAGE for one that the machine itself needs
   */
  void close(Machine machine, List<PortForward> forwards, Deadline deadline)
      throws IOException, InterruptedException;
}
