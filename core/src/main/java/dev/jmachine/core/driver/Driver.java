package dev.jmachine.core.driver;

import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider of hosts. Few verbs; roll-back, waiting for the engine, certificates and records are
 * the core's.
 *
 * <p>Order: {@link #check}, then {@link #create}; any other verb at any time after. Concurrency:
 * different machines may be handled by several threads at once; the core holds a machine's lock
 * while it changes that machine. Cancellation: what waits throws {@link InterruptedException} and
 * leaves the ledger true. Failure: a {@link dev.jmachine.core.failure.MachineFailure} with the
 * provider's own words and code; an IOException is one of the local computer's.
 */
public interface Driver extends AutoCloseable {
  /**
   * Looks whether a create can succeed: credentials, region, image, size, quota, host packages.
   * Makes nothing.
   *
   * @throws dev.jmachine.core.failure.MachineFailure of kind CHECK or CREDENTIALS, with advice
   */
  void check(MachineName name, OptionValues options, Steps steps)
      throws IOException, InterruptedException;

  /** What {@link #create} would make, in order. Makes nothing. */
  List<PlannedResource> plan(MachineName name, OptionValues options)
      throws IOException, InterruptedException;

  /**
   * Makes the host and waits until it has an address (not until SSH answers). Each resource is
   * entered in the ledger before the call that makes it, with our tags in that same call. Rolls
   * nothing back: the caller walks the ledger. Called again with a ledger that holds entries, it
   * goes on from them and makes nothing twice.
   *
   * @return how the host is reached, with its host key where the driver placed or read it
   */
  HostAccess create(CreateRequest request) throws IOException, InterruptedException;

  /** Asks the provider about one machine. Never throws for an absent host: that is Gone. */
  Observed observe(Machine machine) throws IOException, InterruptedException;

  /**
   * Asks about many machines of this driver in as few calls as the provider allows. The answer has
   * exactly the given names.
   */
  Map<MachineName, Observed> observeAll(List<Machine> machines)
      throws IOException, InterruptedException;

  /**
   * Changes the host's power and waits until it is so. A host that is so already is success.
   *
   * @return what is known afterwards; after START with the access, whose address may have changed
   */
  Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Deletes one resource and waits until the provider confirms its absence. Only by id, or by the
   * token that only we can have used; never by a name alone. A resource that is gone, or was never
   * made, is success.
   */
  void delete(Machine machine, Resource resource, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Lists everything that carries our owner's tag, in the order of making as far as that is known:
   * it is deleted backwards. Whether a record claims it is the caller's question.
   */
  List<OwnedResource> find() throws IOException, InterruptedException;

  /** The same where {@code request} says; for a driver whose options name places. */
  default List<OwnedResource> find(FindRequest request) throws IOException, InterruptedException {
    return find();
  }

  /**
   * Moves the expiry that the machine's resources carry, and whatever ends the host then. Called
   * again with the same moment it changes nothing. Only for drivers with {@link Capability#EXPIRY};
   * one whose resources carry nothing has nothing to do.
   *
   * @param expires null for never
   */
  default void extend(Machine machine, @Nullable Instant expires, Deadline deadline)
      throws IOException, InterruptedException {}

  /**
   * Lets in the caller's address of now, and no longer the one that was the caller's before. Called
   * again it changes nothing. Nothing that the user opened himself is touched.
   *
   * @return the address ranges that were let in anew or still are, as "198.51.100.7/32"; empty for
   *     a driver that opens nothing to an address of the caller's, and for a machine whose user
   *     said who may connect
   */
  default List<String> admitCaller(Machine machine, Deadline deadline)
      throws IOException, InterruptedException {
    return List.of();
  }

  /**
   * The end of what the host wrote to its console, for a host that does not come up; empty where
   * nothing is known.
   *
   * @param lines how many lines at the most
   */
  List<String> console(Machine machine, int lines) throws IOException, InterruptedException;

  /** The templates of a driver that resumes hosts; empty for one that makes each from nothing. */
  default Optional<Templates> templates() {
    return Optional.empty();
  }

  /** The forwards of a driver that opens ports of its hosts here by itself. */
  default Optional<PortForwards> portForwards() {
    return Optional.empty();
  }

  @Override
  void close();
}
