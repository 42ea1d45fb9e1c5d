package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks drivers about machines, each driver in a thread of its own and never longer than allowed.
 */
public final class MachineObservation {
  private final DriverContext context;

  public MachineObservation(DriverContext context) {
    this.context = context;
  }

  /**
   * Asks about machines of one driver. Never throws for a provider that fails: each machine is then
   * Unreachable with the reason, or TimedOut.
   *
   * @param machines all of {@code provider}'s
   * @param timeout for all of them together
   * @return an answer for each machine
   */
  public Map<MachineName, Observed> observe(
      DriverProvider provider, List<Machine> machines, Duration timeout)
      throws InterruptedException {
    FutureTask<Map<MachineName, Observed>> task = new FutureTask<>(() -> ask(provider, machines));
    // a platform thread: a process's first virtual one costs more than a whole "status" may
    Thread.ofPlatform().daemon().name("observe-" + provider.info().name()).start(task);
    try {
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return same(machines, new Observed.TimedOut());
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case MachineFailure failure -> same(machines, unreachable(failure));
        case IOException io -> same(machines, unreachable(io));
        case InterruptedException interrupted -> same(machines, new Observed.TimedOut());
        case null, default -> throw new IllegalStateException(e.getCause());
      };
    }
  }

  private Map<MachineName, Observed> ask(DriverProvider provider, List<Machine> machines)
      throws IOException, InterruptedException {
    try (Driver driver = provider.open(context)) {
      if (machines.size() == 1) {
        Machine only = machines.getFirst();
        return Map.of(only.machineName(), driver.observe(only));
      }
      return driver.observeAll(machines);
    }
  }

  private static Observed unreachable(Exception e) {
    return new Observed.Unreachable(String.valueOf(e.getMessage()));
  }

  private static Map<MachineName, Observed> same(List<Machine> machines, Observed observed) {
    Map<MachineName, Observed> answers = new HashMap<>();
    machines.forEach(machine -> answers.put(machine.machineName(), observed));
    return answers;
  }
}
