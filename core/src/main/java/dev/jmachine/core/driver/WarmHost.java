package dev.jmachine.core.driver;

import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.List;

/**
 * A host that was resumed with its engine running and waits for its certificates. Until {@link
 * #admit} nobody reaches it by the network; programs run over the driver's own channel. For one
 * thread at a time. Closing ends the channel, not the host.
 */
public interface WarmHost extends AutoCloseable {
  /**
   * How a program ended.
   *
   * @param status its exit status, 0 for success
   * @param printed the lines of its standard output
   */
  record Ran(int status, List<String> printed) {
    public Ran {
      printed = List.copyOf(printed);
    }
  }

  /** How the host will be reached once it is admitted, for its certificate's names. */
  HostAccess access();

  /**
   * Runs a POSIX sh program as root.
   *
   * @throws IOException where the channel breaks or the deadline passes
   */
  Ran run(String program, Deadline deadline) throws IOException, InterruptedException;

  /**
   * Opens the host's ports. Called once, when everything that a client may see is the host's own.
   *
   * @return the access with the ports that were opened
   */
  HostAccess admit(Deadline deadline) throws IOException, InterruptedException;

  /**
   * The engine has proven itself, and the user may have the host: what it had better do at its
   * leisure begins. Returns at once, and fails for nothing that only costs time.
   */
  default void settle(Deadline deadline) throws InterruptedException {}

  @Override
  void close() throws IOException;
}
