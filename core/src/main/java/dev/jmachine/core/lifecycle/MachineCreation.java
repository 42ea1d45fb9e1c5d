package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.point.Point;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The story of {@code create}: reserve the name, check, make the host, bootstrap its engine, write
 * the Docker context. A failure or an interruption at any moment rolls everything back, unless it
 * shall be kept; a killed process leaves a record from which the create goes on, and whose ledger
 * tells {@code rm} what to delete.
 */
public final class MachineCreation {
  /** File name of the private SSH key in the machine's folder. */
  public static final String IDENTITY_FILE = "id_ed25519";

  static final String CHECK = "Checking";
  private static final String HOST = "Creating host";

  private final Surroundings surroundings;

  public MachineCreation(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Creates a machine; everything is rolled back when that fails. */
  public Machine create(CreateOrder order, Steps steps) throws IOException, InterruptedException {
    return create(order, Leftovers.DELETED, steps);
  }

  /**
   * Creates a machine.
   *
   * @param leftovers what becomes of what was made when that fails or is interrupted
   * @return its record, READY; the engine has answered over mutual TLS (a host without SSH
   *     excepted)
   * @throws dev.jmachine.core.failure.MachineFailure with what is left behind, usually "nothing"
   * @throws InterruptedException when interrupted while rolling back
   */
  public Machine create(CreateOrder order, Leftovers leftovers, Steps steps)
      throws IOException, InterruptedException {
    try (Driver driver = order.provider().open(surroundings.driverContext())) {
      return create(order, driver, leftovers, steps);
    }
  }

  /**
   * The same with a driver that is open, and stays so: several creates side by side share what it
   * has looked up.
   */
  public Machine create(CreateOrder order, Driver driver, Leftovers leftovers, Steps steps)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings,
        "create",
        order.name(),
        audited -> create(order, driver, leftovers, steps, audited));
  }

  private Machine create(
      CreateOrder order, Driver driver, Leftovers leftovers, Steps steps, Audited audited)
      throws IOException, InterruptedException {
    Expiries.refuseUnlessPossible(order);
    Optional<Machine> waiting = new HandOut(surroundings, order, steps).run();
    if (waiting.isPresent()) {
      audited.about(waiting.get());
      return waiting.get();
    }
    try (MachineLock lock = surroundings.store().reserve(order.name(), "create")) {
      MachineJournal journal = new MachineJournal(surroundings.store(), lock, reserved(order));
      return run(order, driver, lock, audited.follow(journal), leftovers, steps);
    }
  }

  /**
   * Goes on with a create that was interrupted, from what its record says: a host that was made is
   * taken, keys and certificates stay, and the bootstrap changes only what is not yet so. One whose
   * roll-back was interrupted is rolled back to its end and begins anew.
   *
   * @param order with the spec of the record
   * @throws dev.jmachine.core.failure.MachineFailure CONFLICT where there is nothing to resume, or
   *     another process holds the machine
   */
  public Machine resume(CreateOrder order, Leftovers leftovers, Steps steps)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings, "resume", order.name(), audited -> resume(order, leftovers, steps, audited));
  }

  private Machine resume(CreateOrder order, Leftovers leftovers, Steps steps, Audited audited)
      throws IOException, InterruptedException {
    try (MachineLock lock = surroundings.store().lock(order.name(), "create");
        Driver driver = order.provider().open(surroundings.driverContext())) {
      Machine machine = surroundings.store().load(order.name());
      Interrupted.requireCreating(machine);
      Expiries.refuseIfOver(machine, surroundings.driverContext().clock().instant());
      MachineJournal journal =
          audited.follow(new MachineJournal(surroundings.store(), lock, machine));
      if (RollBack.isUnderWay(machine)) {
        rollBack(order, driver, lock, journal, Leftovers.DELETED).finish(steps);
        // the watch knows the machine by its uid, and there will be another
        surroundings.expiry().end(machine);
        Machine anew = reserved(order).withExpires(machine.expires());
        journal = audited.follow(new MachineJournal(surroundings.store(), lock, anew));
      }
      return run(order, driver, lock, journal, leftovers, steps);
    }
  }

  private Machine run(
      CreateOrder order,
      Driver driver,
      MachineLock lock,
      MachineJournal journal,
      Leftovers leftovers,
      Steps steps)
      throws IOException, InterruptedException {
    Instant now = surroundings.driverContext().clock().instant();
    Duration patience = Expiries.shorter(order.timeout(), Expiries.left(journal.current(), now));
    Deadline deadline = Deadline.in(patience, surroundings.driverContext().ticker());
    return rollBack(order, driver, lock, journal, leftovers)
        .onFailure(steps, () -> make(order, driver, journal, steps, deadline));
  }

  private RollBack rollBack(
      CreateOrder order,
      Driver driver,
      MachineLock lock,
      MachineJournal journal,
      Leftovers leftovers) {
    return new RollBack(surroundings, order.provider().info(), driver, lock, journal, leftovers);
  }

  private Machine reserved(CreateOrder order) {
    String uid = Uids.next(surroundings.random());
    Instant now = surroundings.driverContext().clock().instant();
    return Machine.reserved(order.name(), uid, now.toString(), order.spec())
        .withExpires(Expiries.text(now, order.ttl()));
  }

  private Machine make(
      CreateOrder order, Driver driver, MachineJournal journal, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    // the watch first: from here on what is made would outlive a client that is killed
    Expiries.watch(surroundings, journal.update(MachineCreation::begun), steps);
    if (!isWarm(order, driver, journal, steps, deadline)) {
      host(order, driver, journal, steps, deadline);
      if (order.provider().info().can(Capability.SSH)) {
        bootstrap(order, journal, steps, deadline);
      } else {
        askOnce(order, journal, steps);
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the machine was ready");
    }
    // the context first: a machine that is READY has all that belongs to it
    ContextUpdate.write(surroundings, journal.current(), steps);
    Machine ready = journal.update(machine -> machine.withPhase(Phase.READY).withStep(null));
    Point.reached("machine ready");
    return ready;
  }

  private static Machine begun(Machine machine) {
    return machine.step() == null ? machine.withStep(CHECK) : machine;
  }

  /**
   * Whether the host was resumed from a template, with its engine: only where nothing exists yet.
   */
  private boolean isWarm(
      CreateOrder order, Driver driver, MachineJournal journal, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    if (journal.current().access() != null || !journal.entries().isEmpty()) {
      return false;
    }
    Path folder = surroundings.store().machineFolder(order.name());
    CreateKeys keys = new CreateKeys(surroundings.bootstrap(), folder);
    WarmStart start = new WarmStart(surroundings.bootstrap(), order, steps, deadline);
    boolean warm =
        start.run(driver, journal, folder, () -> request(order, journal, keys, steps, deadline));
    if (warm) {
      Point.reached("host known");
      keys.forgetHostKey();
    }
    return warm;
  }

  private void host(
      CreateOrder order, Driver driver, MachineJournal journal, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    CreateKeys keys =
        new CreateKeys(surroundings.bootstrap(), surroundings.store().machineFolder(order.name()));
    HostAccess access =
        journal.current().access() == null
            ? newHost(order, driver, journal, keys, steps, deadline)
            : steps.run(
                "Finding host",
                () ->
                    new FoundHost(driver, order.provider().info(), steps, deadline)
                        .of(journal.current()));
    journal.update(machine -> machine.withAccess(access).withStep("Installing engine"));
    Point.reached("host known");
    keys.forgetHostKey();
  }

  private HostAccess newHost(
      CreateOrder order,
      Driver driver,
      MachineJournal journal,
      CreateKeys keys,
      Steps steps,
      Deadline deadline)
      throws IOException, InterruptedException {
    if (journal.entries().isEmpty()) { // what exists would be in the way of its own check
      journal.update(machine -> machine.withStep(CHECK));
      steps.run(CHECK, () -> driver.check(order.name(), order.options(), steps));
    }
    journal.update(machine -> machine.withStep(HOST));
    CreateRequest request = request(order, journal, keys, steps, deadline);
    return steps.run(HOST, () -> driver.create(request));
  }

  private static CreateRequest request(
      CreateOrder order, MachineJournal journal, CreateKeys keys, Steps steps, Deadline deadline)
      throws IOException {
    return new CreateRequest(
        order.name(),
        journal.current().uid(),
        order.options(),
        keys.identityFile(),
        keys.identity().publicKey(),
        keys.hostKey(),
        journal,
        steps,
        deadline,
        Expiries.of(journal.current()));
  }

  private void bootstrap(CreateOrder order, MachineJournal journal, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    Path folder = surroundings.store().machineFolder(order.name());
    var done = surroundings.bootstrap().bootstrap(journal.current(), folder, steps, deadline);
    journal.update(machine -> machine.withAccess(done.access()).withEngine(done.engine()));
  }

  /** A host without SSH is taken as it is; its engine is asked where certificates are there. */
  private void askOnce(CreateOrder order, MachineJournal journal, Steps steps)
      throws IOException, InterruptedException {
    Path folder = surroundings.store().machineFolder(order.name());
    if (!Files.exists(folder.resolve("key.pem"))) {
      steps.warn("no certificates were given, so the engine was not asked");
      return;
    }
    var engine =
        steps.run(
            "Asking the engine",
            () -> surroundings.bootstrap().ask(journal.current(), folder, Patience.ENGINE_ANSWER));
    journal.update(machine -> machine.withEngine(engine));
  }
}
