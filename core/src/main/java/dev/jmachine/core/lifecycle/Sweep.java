package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.store.StoredMachine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The story of {@code gc} for one driver: ask the provider what is ours, then read the records, and
 * delete what no record claims and what has expired. In that order a machine that is being created
 * is safe: its record is written before its first resource is made.
 */
public final class Sweep {
  private static final Duration DELETION = Duration.ofMinutes(5);

  private final Surroundings surroundings;
  private final DriverProvider provider;

  public Sweep(Surroundings surroundings, DriverProvider provider) {
    this.surroundings = surroundings;
    this.provider = provider;
  }

  /**
   * What is looked for.
   *
   * @param where where the driver looks
   * @param olderThan what is younger, or of unknown age and another store's, is left alone
   * @param otherStores whether what another store of the same user made counts as unclaimed; its
   *     records can't be seen from here
   */
  public record Order(FindRequest where, Duration olderThan, boolean otherStores) {}

  /**
   * Looks, and changes nothing.
   *
   * @return what would be deleted: the unclaimed first, each machine's together
   */
  public List<Leftover> find(Order order) throws IOException, InterruptedException {
    List<OwnedResource> found = owned(order.where());
    Instant now = surroundings.driverContext().clock().instant();
    List<StoredMachine> records = surroundings.store().list();
    SweepRules rules =
        new SweepRules(order, surroundings.driverContext().owner(), Claims.of(records), now);
    List<Leftover> leftovers = new ArrayList<>(rules.unclaimed(driverName(), found));
    records.forEach(record -> expired(record, now, leftovers));
    if (surroundings.hasPool()) { // a spare that nobody watches any more
      surroundings.pool().store().list().forEach(record -> expired(record, now, leftovers));
    }
    return leftovers;
  }

  /**
   * Deletes one of {@link #find}'s, unless it has been claimed or extended meanwhile.
   *
   * @return whether it is gone by our doing
   * @throws MachineFailure the first of the deletions that failed; the others were tried
   */
  public boolean delete(Leftover leftover, Steps steps) throws IOException, InterruptedException {
    Machine record = leftover.record();
    if (record != null) {
      return new MachineRemoval(homeOf(record)).removeExpired(record, provider, steps);
    }
    if (Claims.of(surroundings.store().list()).include(leftover.machine(), leftover.uid())) {
      return false;
    }
    return Audited.run(
        surroundings,
        "gc",
        leftover.machine(),
        audited -> {
          deleteAll(leftover, steps, audited);
          return true;
        });
  }

  private Surroundings homeOf(Machine record) throws IOException {
    if (surroundings.hasPool()) {
      Surroundings pool = surroundings.pool();
      for (StoredMachine member : pool.store().list()) {
        if (member instanceof StoredMachine.Readable(Machine machine)
            && machine.uid().equals(record.uid())) {
          return pool;
        }
      }
    }
    return surroundings;
  }

  private List<OwnedResource> owned(FindRequest where) throws IOException, InterruptedException {
    if (!provider.info().can(Capability.FIND)) {
      return List.of();
    }
    try (Driver driver = provider.open(surroundings.driverContext())) {
      return driver.find(where);
    }
  }

  private void expired(StoredMachine stored, Instant now, List<Leftover> leftovers) {
    if (stored instanceof StoredMachine.Readable(Machine machine)
        && machine.spec().driver().equals(driverName())
        && !machine.locked()
        && Expiries.isOver(machine, now)) {
      leftovers.add(
          new Leftover(
              driverName(),
              machine.name(),
              machine.uid(),
              Leftover.Reason.EXPIRED,
              machine.ledger(),
              Instant.parse(machine.created()),
              Expiries.of(machine),
              machine));
    }
  }

  private void deleteAll(Leftover leftover, Steps steps, Audited audited)
      throws IOException, InterruptedException {
    Machine machine = standIn(leftover);
    audited.about(machine);
    Deadline deadline = Deadline.in(DELETION, surroundings.driverContext().ticker());
    @Nullable MachineFailure failed = null;
    try (Driver driver = provider.open(surroundings.driverContext())) {
      for (Resource resource : leftover.resources().reversed()) {
        try {
          steps.run(
              "Deleting " + resource.label(), () -> driver.delete(machine, resource, deadline));
          audited.deleted(resource.label());
        } catch (MachineFailure failure) {
          failed = failed == null ? failure : failed;
        }
      }
    }
    if (failed != null) {
      throw failed.hint("jmachine gc");
    }
  }

  /** A record as the driver needs it to delete; it is never stored. */
  private Machine standIn(Leftover leftover) {
    MachineName name = new MachineName(leftover.machine().isEmpty() ? "none" : leftover.machine());
    MachineSpec spec = new MachineSpec(driverName(), Map.of(), EngineOptions.defaults());
    Instant now = surroundings.driverContext().clock().instant();
    return Machine.reserved(name, leftover.uid(), now.toString(), spec)
        .withLedger(leftover.resources());
  }

  private String driverName() {
    return provider.info().name();
  }
}
