package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The stories of {@code start}, {@code stop}, {@code kill} and {@code restart}. After a start the
 * record, the certificate and the Docker context follow an address that changed.
 */
public final class MachinePower {
  private final Surroundings surroundings;

  public MachinePower(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Starts a machine and returns when its engine answers; its record afterwards. */
  public Machine start(MachineName name, DriverProvider provider, Duration timeout, Steps steps)
      throws IOException, InterruptedException {
    require(provider.info(), Capability.START_STOP, name, "start");
    return underLock(
        name,
        "start",
        provider,
        (driver, journal) -> start(driver, journal, provider.info(), deadline(timeout), steps));
  }

  /** Stops a machine through its operating system. */
  public Machine stop(MachineName name, DriverProvider provider, Duration timeout, Steps steps)
      throws IOException, InterruptedException {
    require(provider.info(), Capability.START_STOP, name, "stop");
    return switchPower(name, provider, PowerAction.STOP, "Stopping", timeout, steps);
  }

  /** Ends a machine's host at once. */
  public Machine kill(MachineName name, DriverProvider provider, Duration timeout, Steps steps)
      throws IOException, InterruptedException {
    require(provider.info(), Capability.KILL, name, "kill");
    return switchPower(name, provider, PowerAction.KILL, "Killing", timeout, steps);
  }

  /** Stops and starts a machine; a host without a power switch is rebooted over SSH. */
  public Machine restart(MachineName name, DriverProvider provider, Duration timeout, Steps steps)
      throws IOException, InterruptedException {
    DriverInfo info = provider.info();
    if (!info.can(Capability.START_STOP)) {
      require(info, Capability.SSH, name, "restart");
    }
    return underLock(
        name,
        "restart",
        provider,
        (driver, journal) -> restart(driver, journal, info, deadline(timeout), steps));
  }

  private Machine restart(
      Driver driver, MachineJournal journal, DriverInfo info, Deadline deadline, Steps steps)
      throws IOException, InterruptedException {
    if (!info.can(Capability.START_STOP)) {
      var engine =
          surroundings.bootstrap().reboot(journal.current(), folder(journal), steps, deadline);
      return journal.update(machine -> machine.withEngine(engine));
    }
    steps.run("Stopping", () -> driver.power(journal.current(), PowerAction.STOP, steps, deadline));
    return start(driver, journal, info, deadline, steps);
  }

  private Machine start(
      Driver driver, MachineJournal journal, DriverInfo info, Deadline deadline, Steps steps)
      throws IOException, InterruptedException {
    Expiries.refuseIfOver(journal.current(), surroundings.driverContext().clock().instant());
    Observed seen =
        steps.run(
            "Starting", () -> driver.power(journal.current(), PowerAction.START, steps, deadline));
    HostAccess access = newAccess(seen);
    if (access != null) {
      journal.update(machine -> machine.withAccess(access));
    }
    if (info.can(Capability.SSH)) {
      var done =
          surroundings.bootstrap().readdress(journal.current(), folder(journal), steps, deadline);
      journal.update(machine -> machine.withAccess(done.access()).withEngine(done.engine()));
    }
    ContextUpdate.write(surroundings, journal.current(), steps);
    Expiries.watch(surroundings, journal.current(), steps);
    return journal.current();
  }

  private static @Nullable HostAccess newAccess(Observed seen) {
    return switch (seen) {
      case Observed.Seen(_, HostAccess access) -> access;
      case Observed.Seen _, Observed.Gone _, Observed.TimedOut _, Observed.Unreachable _ -> null;
    };
  }

  private Machine switchPower(
      MachineName name,
      DriverProvider provider,
      PowerAction action,
      String title,
      Duration timeout,
      Steps steps)
      throws IOException, InterruptedException {
    return underLock(
        name,
        action.name().toLowerCase(java.util.Locale.ROOT),
        provider,
        (driver, journal) -> {
          steps.run(title, () -> driver.power(journal.current(), action, steps, deadline(timeout)));
          return journal.current();
        });
  }

  /** What happens to a machine under its lock. */
  private interface Change {
    Machine apply(Driver driver, MachineJournal journal) throws IOException, InterruptedException;
  }

  private Machine underLock(MachineName name, String verb, DriverProvider provider, Change change)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings,
        verb,
        name,
        audited -> {
          try (MachineLock lock = surroundings.store().lock(name, verb);
              Driver driver = provider.open(surroundings.driverContext())) {
            Machine machine = surroundings.store().load(name);
            audited.about(machine);
            Interrupted.refuse(machine);
            return change.apply(driver, new MachineJournal(surroundings.store(), lock, machine));
          }
        });
  }

  private Path folder(MachineJournal journal) {
    return surroundings.store().machineFolder(journal.current().machineName());
  }

  private Deadline deadline(Duration timeout) {
    return Deadline.in(timeout, surroundings.driverContext().ticker());
  }

  private static void require(
      DriverInfo info, Capability capability, MachineName name, String verb) {
    String reason = info.lacks().get(capability);
    if (reason != null) {
      throw MachineFailure.usage("cannot " + verb + " machine \"" + name + "\"").because(reason);
    }
  }
}
