package dev.jmachine.cli;

import dev.jmachine.bootstrap.EngineBootstrap;
import dev.jmachine.bootstrap.HostLogs;
import dev.jmachine.bootstrap.HostProbe;
import dev.jmachine.bootstrap.ssh.RemoteShell;
import dev.jmachine.core.driver.EnginePort;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** The tools over the real bootstrap. */
record SshHostTools(EngineBootstrap engine) implements HostTools {
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(10);

  @Override
  public HostLogs logs(Machine machine, int lines, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return engine.logs(machine, lines, steps, deadline);
  }

  @Override
  public HostProbe probe(Machine machine, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return engine.probe(machine, steps, deadline);
  }

  @Override
  public Observed port(HostAccess access) throws InterruptedException {
    return new EnginePort(PORT_PATIENCE).observe(access);
  }

  @Override
  public int exec(
      Machine machine,
      String command,
      InputStream in,
      OutputStream out,
      OutputStream err,
      Deadline deadline)
      throws IOException, InterruptedException {
    try (RemoteShell shell = engine.shell(machine, deadline)) {
      return shell.exec(command, in, out, err, deadline);
    }
  }
}
