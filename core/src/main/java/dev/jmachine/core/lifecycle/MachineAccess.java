package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.util.List;

/** The story of {@code access refresh}: a machine lets in the address that its user has now. */
public final class MachineAccess {
  private final Surroundings surroundings;

  public MachineAccess(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Lets the caller's address in, and no longer the one that he had before.
   *
   * @return the address ranges that are let in; empty where the machine is open to nobody's address
   *     in particular
   */
  public List<String> refresh(MachineName name, DriverProvider provider, Steps steps)
      throws IOException, InterruptedException {
    return Audited.run(
        surroundings,
        "access",
        name,
        audited -> {
          try (MachineLock _ = surroundings.store().lock(name, "access");
              Driver driver = provider.open(surroundings.driverContext())) {
            Machine machine = surroundings.store().load(name);
            audited.about(machine);
            Deadline deadline = Deadline.in(Patience.TAGS, surroundings.driverContext().ticker());
            return steps.run(
                "Opening its ports to this computer", () -> driver.admitCaller(machine, deadline));
          }
        });
  }
}
