package dev.jmachine.cli;

import dev.jmachine.bootstrap.HostLogs;
import dev.jmachine.bootstrap.HostProbe;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What commands ask of a host over SSH beside the core's stories; none of it changes the host by
 * itself. A login that fails is a {@link dev.jmachine.core.failure.MachineFailure} of the kinds
 * TRUST (host key), CREDENTIALS (login refused) or UNAVAILABLE (no answer).
 */
public interface HostTools {
  /** The ends of the host's logs, {@code lines} lines of each. */
  HostLogs logs(Machine machine, int lines, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /** Logs in and looks, once. */
  HostProbe probe(Machine machine, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /** Connects to the engine's port, once, and hangs up. */
  Observed port(HostAccess access) throws InterruptedException;

  /**
   * Runs a command as the login user.
   *
   * @param command as the user's shell there takes it
   * @return its exit code; 255 where a signal ended it
   */
  int exec(
      Machine machine,
      String command,
      InputStream in,
      OutputStream out,
      OutputStream err,
      Deadline deadline)
      throws IOException, InterruptedException;
}
