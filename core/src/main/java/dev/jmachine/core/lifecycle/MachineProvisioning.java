package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The stories of {@code provision}, {@code regenerate-certs} and {@code upgrade}: the engine of a
 * machine that exists and runs is brought to what it should be, and the record and the Docker
 * context follow. A failure leaves machine and record as they are; the same command goes on.
 */
public final class MachineProvisioning {
  private final Surroundings surroundings;

  public MachineProvisioning(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What is done to the engine. */
  public enum Work {
    /** Bootstraps again; changes and restarts nothing where everything is as it should be. */
    PROVISION("provision"),
    /** Replaces the machine's authority, keys and certificates. */
    REGENERATE_CERTIFICATES("regenerate-certs"),
    /** Brings the engine's packages to their newest version. */
    UPGRADE("upgrade");

    private final String verb;

    Work(String verb) {
      this.verb = verb;
    }

    /** As typed: "regenerate-certs". */
    public String verb() {
      return verb;
    }
  }

  /**
   * Does the work and returns when the engine has answered over mutual TLS.
   *
   * @param provider the driver of the machine's record
   * @return the record afterwards
   * @throws MachineFailure CONFLICT where the host does not run, NOT_FOUND where it is gone, USAGE
   *     where the driver's hosts take no login
   */
  public Machine run(
      Work work, MachineName name, DriverProvider provider, Duration timeout, Steps steps)
      throws IOException, InterruptedException {
    String lacking = provider.info().lacks().get(Capability.SSH);
    if (lacking != null) {
      throw MachineFailure.usage("cannot " + work.verb() + " machine \"" + name + "\"")
          .because(lacking);
    }
    return Audited.run(
        surroundings,
        work.verb(),
        name,
        audited -> run(work, name, provider, timeout, steps, audited));
  }

  private Machine run(
      Work work,
      MachineName name,
      DriverProvider provider,
      Duration timeout,
      Steps steps,
      Audited audited)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(timeout, surroundings.driverContext().ticker());
    try (MachineLock lock = surroundings.store().lock(name, work.verb())) {
      Machine machine = surroundings.store().load(name);
      audited.about(machine);
      Interrupted.refuse(machine);
      MachineJournal journal = new MachineJournal(surroundings.store(), lock, machine);
      findHost(journal, provider);
      Bootstrapped done = work(work, journal.current(), steps, deadline);
      Machine after = journal.update(m -> m.withAccess(done.access()).withEngine(done.engine()));
      ContextUpdate.write(surroundings, after, steps);
      return after;
    }
  }

  /** Else a host that is off would be waited for until the deadline. */
  private void findHost(MachineJournal journal, DriverProvider provider)
      throws IOException, InterruptedException {
    Machine machine = journal.current();
    try (Driver driver = provider.open(surroundings.driverContext())) {
      switch (driver.observe(machine)) {
        case Observed.Seen(MachineState state, HostAccess access) -> {
          refuseUnlessRunning(machine, state);
          if (access != null) {
            journal.update(m -> m.withAccess(access));
          }
        }
        case Observed.Gone() ->
            throw MachineFailure.of(
                    FailureKind.NOT_FOUND, "the host of machine \"" + machine.name() + "\" is gone")
                .hint("jmachine rm " + machine.name());
        case Observed.TimedOut _, Observed.Unreachable _ -> {
          // the host itself may answer: a login is the better question
        }
      }
    }
  }

  private static void refuseUnlessRunning(Machine machine, MachineState state) {
    switch (state) {
      case STARTING, RUNNING -> {}
      case PAUSED, STOPPING, STOPPED ->
          throw MachineFailure.of(
                  FailureKind.CONFLICT, "machine \"" + machine.name() + "\" does not run")
              .because("its driver says: " + state.shown())
              .hint("jmachine start " + machine.name());
    }
  }

  private Bootstrapped work(Work work, Machine machine, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    HostBootstrap bootstrap = surroundings.bootstrap();
    Path folder = surroundings.store().machineFolder(machine.machineName());
    return switch (work) {
      case PROVISION -> bootstrap.bootstrap(machine, folder, steps, deadline);
      case REGENERATE_CERTIFICATES ->
          bootstrap.regenerateCertificates(machine, folder, steps, deadline);
      case UPGRADE -> bootstrap.upgrade(machine, folder, steps, deadline);
    };
  }
}
