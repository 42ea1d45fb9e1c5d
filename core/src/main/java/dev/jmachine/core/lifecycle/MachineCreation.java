package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.store.PrivateFiles;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The story of {@code create}: reserve the name, check, make the host, bootstrap its engine, write
 * the Docker context. A failure or an interruption at any moment rolls everything back; a killed
 * process leaves a record whose ledger tells {@code rm} what to delete.
 */
public final class MachineCreation {
  /** File name of the private SSH key in the machine's folder. */
  public static final String IDENTITY_FILE = "id_ed25519";

  private final Surroundings surroundings;

  public MachineCreation(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Creates a machine.
   *
   * @return its record, READY; the engine has answered over mutual TLS (a host without SSH
   *     excepted)
   * @throws dev.jmachine.core.failure.MachineFailure with what is left behind, usually "nothing"
   * @throws InterruptedException when interrupted; rolled back by then as far as its deadline
   *     allowed
   */
  public Machine create(CreateOrder order, Steps steps) throws IOException, InterruptedException {
    return Audited.run(
        surroundings, "create", order.name(), audited -> create(order, steps, audited));
  }

  private Machine create(CreateOrder order, Steps steps, Audited audited)
      throws IOException, InterruptedException {
    Expiries.refuseUnlessPossible(order);
    var ticker = surroundings.driverContext().ticker();
    Duration patience = Expiries.shorter(order.timeout(), order.ttl());
    Deadline deadline = Deadline.in(patience, ticker);
    try (MachineLock lock = surroundings.store().reserve(order.name(), "create");
        Driver driver = order.provider().open(surroundings.driverContext())) {
      MachineJournal journal =
          audited.follow(new MachineJournal(surroundings.store(), lock, reserved(order)));
      RollBack rollBack =
          new RollBack(surroundings, order.provider().info(), driver, lock, journal);
      return rollBack.onFailure(steps, () -> make(order, driver, journal, steps, deadline));
    }
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
    Expiries.watch(surroundings, journal.update(machine -> machine), steps);
    steps.run("Checking", () -> driver.check(order.name(), order.options(), steps));
    CreateRequest request = request(order, journal, steps, deadline);
    journal.update(machine -> machine.withStep("Creating host"));
    HostAccess access = steps.run("Creating host", () -> driver.create(request));
    journal.update(machine -> machine.withAccess(access).withStep("Installing engine"));
    if (order.provider().info().can(Capability.SSH)) {
      bootstrap(order, journal, steps, deadline);
    } else {
      askOnce(order, journal, steps);
    }
    Machine ready = journal.update(machine -> machine.withPhase(Phase.READY).withStep(null));
    ContextUpdate.write(surroundings, ready, steps);
    return ready;
  }

  private CreateRequest request(
      CreateOrder order, MachineJournal journal, Steps steps, Deadline deadline)
      throws IOException {
    SshKeyPair identity = surroundings.bootstrap().newSshKeyPair();
    Path file = surroundings.store().machineFolder(order.name()).resolve(IDENTITY_FILE);
    PrivateFiles.write(file, identity.privateKey());
    return new CreateRequest(
        order.name(),
        journal.current().uid(),
        order.options(),
        file,
        identity.publicKey(),
        surroundings.bootstrap().newSshKeyPair(),
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
