package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.store.StoredMachine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives a create a machine of the pool: its folder moves into the user's store with the record
 * renamed, then it goes on. From the move on it is the user's machine, and {@code rm} can remove it
 * whatever happens next.
 */
final class HandOut {
  static final String TITLE = "Taking a machine of the pool";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Surroundings user;
  private final CreateOrder order;
  private final Steps steps;

  HandOut(Surroundings user, CreateOrder order, Steps steps) {
    this.user = user;
    this.order = order;
    this.steps = steps;
  }

  /** The machine, READY; empty where the pool has none as the order wants it. */
  Optional<Machine> run() throws IOException, InterruptedException {
    if (order.template() == TemplateUse.NEVER || !user.hasPool()) {
      return Optional.empty();
    }
    Surroundings pool = user.pool();
    for (StoredMachine member : pool.store().list()) {
      if (member instanceof StoredMachine.Readable(Machine machine) && fits(machine, pool)) {
        Optional<Machine> taken = take(machine, pool);
        if (taken.isPresent()) {
          return taken;
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(Machine member, Surroundings pool) throws IOException {
    Instant now = user.driverContext().clock().instant();
    return member.phase() == Phase.READY
        && member.spec().equals(order.spec())
        && PoolMember.isFresh(member, now)
        && !Expiries.isOver(member, now)
        && !pool.store().isHeld(member.machineName());
  }

  /** Empty where another process was quicker, or the machine does not wait any more. */
  private Optional<Machine> take(Machine member, Surroundings pool)
      throws IOException, InterruptedException {
    try (MachineLock place = user.store().reserve(order.name(), "create");
        MachineLock lock = pool.store().lock(member.machineName(), "create");
        Driver parked = order.provider().open(pool.driverContext())) {
      Optional<Templates> templates = parked.templates();
      if (templates.isEmpty() || !isParked(parked, member)) {
        return Optional.empty();
      }
      Path to = user.store().machineFolder(order.name());
      Path from = pool.store().machineFolder(member.machineName());
      templates.get().announceMove(member, to);
      Machine moved = moved(member, from, to);
      user.store().takeOver(place, pool.store(), lock, moved);
      return goesOn(member, moved, place);
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND || failure.kind() == FailureKind.CONFLICT) {
        return Optional.empty(); // another process hands it out, or has
      }
      throw failure;
    }
  }

  private static boolean isParked(Driver driver, Machine member)
      throws IOException, InterruptedException {
    return driver.observe(member) instanceof Observed.Seen(MachineState state, var _)
        && state == MachineState.PAUSED;
  }

  /** The record with the new name, and with paths that lead into the new folder. */
  private Machine moved(Machine member, Path from, Path to) {
    List<Resource> ledger = member.ledger().stream().map(entry -> moved(entry, from, to)).toList();
    Machine named =
        member
            .withName(order.name())
            .withLedger(ledger)
            .withPhase(Phase.CREATING)
            .withStep(TITLE)
            .withExpires(Expiries.text(user.driverContext().clock().instant(), order.ttl()));
    HostAccess access = member.access();
    return access == null ? named : named.withAccess(moved(access, from, to));
  }

  private static Resource moved(Resource entry, Path from, Path to) {
    String id = entry.id();
    Resource there =
        Resource.intent(entry.kind(), within(entry.token(), from, to), entry.attributes());
    return id == null ? there : there.made(within(id, from, to));
  }

  private static HostAccess moved(HostAccess access, Path from, Path to) {
    SshEndpoint ssh = access.ssh();
    String identity = ssh == null ? null : ssh.identityFile();
    if (ssh == null || identity == null) {
      return access;
    }
    SshEndpoint there =
        new SshEndpoint(
            ssh.host(),
            ssh.port(),
            ssh.user(),
            within(identity, from, to),
            ssh.hostKeys(),
            ssh.trustOnFirstUse(),
            ssh.jumpHost());
    return new HostAccess(
        there, access.engineHost(), access.enginePort(), access.engineListenPort(), access.names());
  }

  private static String within(String text, Path from, Path to) {
    return text.startsWith(from + "/") ? to + text.substring(from.toString().length()) : text;
  }

  /** One that does not go on is removed, and the create makes another. */
  private Optional<Machine> goesOn(Machine member, Machine moved, MachineLock place)
      throws IOException, InterruptedException {
    try (Driver driver = order.provider().open(user.driverContext())) {
      Deadline soon = Deadline.in(PATIENCE, user.driverContext().ticker());
      Templates templates = driver.templates().orElseThrow();
      expireInTime(member, moved);
      steps.run(TITLE, () -> templates.unpark(moved, soon));
      if (!Objects.equals(member.expires(), moved.expires())) {
        driver.extend(moved, Expiries.atProvider(moved), soon);
      }
      Machine ready = moved.withPhase(Phase.READY).withStep(null);
      ContextUpdate.write(user, ready, steps);
      user.store().save(place, ready);
      return Optional.of(ready);
    } catch (MachineFailure | IOException failure) {
      steps.warn("a machine of the pool does not go on: " + failure.getMessage());
      place.close();
      removeQuietly(moved.machineName());
      return Optional.empty();
    } catch (InterruptedException e) {
      place.close();
      removeQuietly(moved.machineName());
      throw MachineFailure.of(FailureKind.CANCELLED, "creation was cancelled").left("nothing");
    }
  }

  /** The watch over its time in the pool ends by itself, since its file has moved. */
  private void expireInTime(Machine member, Machine moved) throws IOException {
    if (member.expires() != null && moved.expires() == null) {
      user.expiry().end(moved);
    }
    Expiries.watch(user, moved, steps);
  }

  private void removeQuietly(MachineName name) throws IOException, InterruptedException {
    new MachineRemoval(user).remove(name, order.provider(), true, steps);
  }
}
