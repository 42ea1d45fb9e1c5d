package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.util.Map;

/** One story on one host: what its steps share, logging in, and looking around. */
record HostVisit(BootstrapContext context, Machine machine, Steps steps, Deadline deadline) {
  /** Waits until the host lets us in. */
  HostLink connect() throws InterruptedException {
    String title = "Waiting for SSH";
    return steps.run(
        title, () -> HostLink.open(context, machine, deadline, why -> steps.detail(title, why)));
  }

  HostFacts inspect(HostLink link) throws InterruptedException {
    return steps.run(
        "Inspecting host",
        () -> {
          ScriptResult result = link.run(Scripts.of("inspect", Map.of()), deadline, line -> {});
          if (result.exitCode() != 0) {
            throw Failures.of(result, "cannot inspect the host", machine);
          }
          return HostFacts.of(result);
        });
  }

  EngineConfiguration configuration(HostLink link) {
    return new EngineConfiguration(link, machine, steps, deadline);
  }

  EngineInstallation installation(HostLink link) {
    return new EngineInstallation(context, link, machine, steps, deadline);
  }

  void checkClock(HostLink link, HostFacts host) throws InterruptedException {
    ClockCheck.run(link, host, context.clock(), steps, deadline);
  }
}
