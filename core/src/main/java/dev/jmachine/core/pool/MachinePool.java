package dev.jmachine.core.pool;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.Expiries;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.lifecycle.PoolMember;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.store.StoredMachine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the pool at its size. Its machines have the names of places, pool-1 to pool-N, and a place
 * is reserved as any name is: so any number of processes may fill the pool at once, and together
 * they make no machine too many. Whatever a killed process left is cleared by the next.
 */
public final class MachinePool {
  /** A driver may let the host do what its user will do first. */
  private static final Duration PARKING = Duration.ofSeconds(90);

  private final Surroundings user;
  private final Surroundings pool;

  /**
   * The pool of a user.
   *
   * @param user the surroundings of the user's own machines
   */
  public MachinePool(Surroundings user) {
    this.user = user;
    this.pool = user.pool();
  }

  public PoolPlan plan() throws IOException {
    return PoolPlan.read(folder());
  }

  private Path folder() {
    return pool.store().root();
  }

  /** Notes what the user wants; {@link #clear} and {@link #fill} make it so. */
  public void want(PoolPlan plan) throws IOException {
    plan.write(folder());
  }

  /** Whether a spare may be left: the user has set no pool. */
  public boolean mayHaveSpare() throws IOException {
    return plan().givesWay();
  }

  /** Whether that is the plan already. */
  public boolean wantsSpare(MachineSpec spec, Duration ttl) throws IOException {
    return plan().equals(spare(spec, ttl));
  }

  /**
   * Notes that one machine shall wait for the next create like the one that is through.
   *
   * @param ttl how long it waits before it goes
   */
  public void wantSpare(MachineSpec spec, Duration ttl) throws IOException {
    want(spare(spec, ttl));
  }

  private static PoolPlan spare(MachineSpec spec, Duration ttl) {
    return new PoolPlan(1, spec.driver(), spec.driverOptions(), ttl);
  }

  /** What is there, in the order of places: waiting, being made, or left by a killed process. */
  public List<StoredMachine> members() throws IOException {
    return user.hasPool() ? pool.store().list() : List.of();
  }

  /** Whether a machine waits in the pool: it is made, and nobody works on it. */
  public boolean isWaiting(StoredMachine member) throws IOException {
    return member instanceof StoredMachine.Readable(Machine machine)
        && machine.phase() == Phase.READY
        && !pool.store().isHeld(machine.machineName());
  }

  /**
   * Removes the machines that the plan does not want, and what killed processes left.
   *
   * @param provider the driver of the pool's machines
   */
  public void clear(DriverProvider provider, Progress progress)
      throws IOException, InterruptedException {
    PoolPlan plan = plan();
    List<MachineName> wanted = places(plan.size());
    for (StoredMachine member : members()) {
      MachineName name = new MachineName(member.name());
      if (!pool.store().isHeld(name)) {
        boolean good = isWaiting(member) && wanted.contains(name) && fits(member, plan);
        if (!good || !isAlive(member, provider)) {
          removeUnlessGone(name, provider, progress);
        }
      }
    }
  }

  /**
   * Whether a machine that waits by its record does so in truth: one that a computer's restart
   * ended does not, and one whose maker was killed before it parked it is parked now.
   */
  private boolean isAlive(StoredMachine member, DriverProvider provider)
      throws IOException, InterruptedException {
    if (!(member instanceof StoredMachine.Readable(Machine machine))) {
      return false;
    }
    try (Driver driver = provider.open(pool.driverContext())) {
      return switch (driver.observe(machine)) {
        case Observed.Gone() -> false;
        case Observed.TimedOut(), Observed.Unreachable(String _) -> true;
        case Observed.Seen(MachineState state, HostAccess _) -> isAlive(state, machine, driver);
      };
    }
  }

  private boolean isAlive(MachineState state, Machine machine, Driver driver)
      throws IOException, InterruptedException {
    if (state == MachineState.RUNNING && driver.templates().isPresent()) {
      Deadline soon = Deadline.in(PARKING, pool.driverContext().ticker());
      driver.templates().get().park(machine, soon);
    }
    return state == MachineState.RUNNING || state == MachineState.PAUSED;
  }

  private boolean fits(StoredMachine member, PoolPlan plan) {
    Instant now = pool.driverContext().clock().instant();
    return member instanceof StoredMachine.Readable(Machine machine)
        && PoolMember.isFresh(machine, now)
        && !Expiries.isOver(machine, now)
        && (machine.expires() == null) == (plan.ttl() == null)
        && machine.spec().driver().equals(plan.driver())
        && machine.spec().driverOptions().equals(plan.options());
  }

  /** A create may take it at this moment, or its watch remove it. */
  private void removeUnlessGone(MachineName name, DriverProvider provider, Progress progress)
      throws IOException, InterruptedException {
    try {
      remove(name, provider, progress);
    } catch (MachineFailure failure) {
      if (failure.kind() != FailureKind.NOT_FOUND) {
        throw failure;
      }
    }
  }

  private void remove(MachineName name, DriverProvider provider, Progress progress)
      throws IOException, InterruptedException {
    restore(name);
    Steps steps = new Steps(name.value(), progress, pool.driverContext().ticker());
    new MachineRemoval(pool).remove(name, provider, false, steps);
  }

  /**
   * A process that was killed while it handed a machine out may have renamed the record already.
   */
  private void restore(MachineName name) throws IOException, InterruptedException {
    try (MachineLock lock = pool.store().lock(name, "pool")) {
      try {
        pool.store().load(name);
      } catch (MachineFailure damaged) {
        if (!pool.store().restore(lock)) {
          throw damaged;
        }
      }
    }
  }

  /**
   * Makes machines, one after the other, until the plan's size is reached. A place that another
   * process is filling is left to it; one that the plan no longer wants when it is filled is
   * cleared, since whoever changed the plan left it to us.
   *
   * @param order of any of them, which requires a template
   */
  public void fill(CreateOrder order, Progress progress) throws IOException, InterruptedException {
    PoolPlan begun = plan();
    if (!begun.isFor(order.spec())) {
      return; // it has changed since this process was started, which another one follows
    }
    List<String> there = new ArrayList<>(members().stream().map(StoredMachine::name).toList());
    for (MachineName place : places(begun.size())) {
      // asked anew each time: the user may have made the pool smaller
      if (!there.contains(place.value()) && places(plan().size()).contains(place)) {
        make(order.named(place).withTtl(begun.ttl()), progress);
      }
    }
    if (!plan().equals(begun)) {
      clear(order.provider(), progress);
      fill(order, progress); // whoever changed it left our place to us
    }
  }

  private void make(CreateOrder order, Progress progress) throws IOException, InterruptedException {
    Steps steps = new Steps(order.name().value(), progress, pool.driverContext().ticker());
    try {
      Machine machine = new MachineCreation(pool).create(order, steps);
      park(machine, order.provider(), steps);
    } catch (MachineFailure failure) {
      if (failure.kind() != FailureKind.CONFLICT) {
        throw failure;
      }
      steps.note("another process fills this place");
    }
  }

  private void park(Machine machine, DriverProvider provider, Steps steps)
      throws IOException, InterruptedException {
    // held: one that may be handed out already would be paused
    try (MachineLock _ = pool.store().lock(machine.machineName(), "pool");
        Driver driver = provider.open(pool.driverContext())) {
      Templates templates =
          driver.templates().orElseThrow(() -> Templates.none(provider.info().name()));
      Deadline soon = Deadline.in(PARKING, pool.driverContext().ticker());
      steps.run("Parking", () -> templates.park(machine, soon));
    }
  }

  private static List<MachineName> places(int size) {
    List<MachineName> places = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      places.add(new MachineName("pool-" + number));
    }
    return places;
  }
}
