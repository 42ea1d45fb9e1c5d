package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.engine.EngineClient;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.IdentityFile;
import dev.jmachine.bootstrap.ssh.RemoteShell;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.TlsFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The stories of a host's engine: bootstrap, change of address, rotation of certificates, upgrade,
 * reboot. Each opens one SSH connection and ends only when the engine answered over mutual TLS.
 */
public final class EngineBootstrap implements HostBootstrap {
  private final BootstrapContext context;

  public EngineBootstrap(BootstrapContext context) {
    this.context = context;
  }

  @Override
  public SshKeyPair newSshKeyPair() {
    return IdentityFile.newPair();
  }

  @Override
  public Bootstrapped bootstrap(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(() -> new Convergence(story(machine, folder, steps, deadline)).bootstrap());
  }

  @Override
  public Adoption adopt(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          EngineStory story = story(machine, folder, steps, deadline);
          WarmAdoption adoption = new WarmAdoption(story, story.certificates());
          return (known, host) -> told(() -> adoption.finish(known, host));
        });
  }

  @Override
  public Bootstrapped readdress(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(() -> new Readdressing(story(machine, folder, steps, deadline)).readdress());
  }

  @Override
  public Bootstrapped regenerateCertificates(
      Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(() -> new Rotation(story(machine, folder, steps, deadline)).rotate());
  }

  /** Upgrades the engine's packages; containers keep running. Ends with the newer engine proven. */
  @Override
  public Bootstrapped upgrade(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(() -> new Convergence(story(machine, folder, steps, deadline)).upgrade());
  }

  @Override
  public Engine reboot(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          new HostReboot(context, machine, steps, deadline).run();
          return story(machine, folder, steps, deadline).awaitEngine();
        });
  }

  @Override
  public Engine ask(Machine machine, Path folder, Duration timeout)
      throws IOException, InterruptedException {
    return told(
        () ->
            new EngineProof(context, machine, EngineClient.of(machine.requireAccess(), folder))
                .ask(EngineProof.knownEnd(machine), context.in(timeout)));
  }

  private EngineStory story(Machine machine, Path folder, Steps steps, Deadline deadline) {
    return new EngineStory(new HostVisit(context, machine, steps, deadline), folder);
  }

  /** Reads the ends of the host's logs over SSH. */
  public HostLogs logs(Machine machine, int lines, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    try (HostLink link = new HostVisit(context, machine, steps, deadline).connect()) {
      Map<String, String> values =
          Map.of("JM_LINES", String.valueOf(lines), "JM_JOBS", "install-engine upgrade-engine");
      ScriptResult result = link.run(Scripts.of("engine-log", values), deadline, line -> {});
      if (result.exitCode() != 0) {
        throw Failures.of(result, "cannot read the host's logs", machine);
      }
      return new HostLogs(
          text(result, "engine"),
          text(result, "job_install_engine"),
          text(result, "job_upgrade_engine"));
    }
  }

  private static String text(ScriptResult result, String key) {
    String text = result.text(key);
    return text == null ? "" : text;
  }

  /**
   * Logs in and looks, once: a host that does not answer is a failure at once.
   *
   * @throws MachineFailure of kind CREDENTIALS, TRUST or UNAVAILABLE where the login fails
   */
  public HostProbe probe(Machine machine, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    try (HostLink link = HostLink.openOnce(context, machine, deadline)) {
      HostFacts host = new HostVisit(context, machine, steps, deadline).inspect(link);
      return new HostProbe(host, ClockCheck.skew(host, context.clock()));
    }
  }

  /**
   * Opens a shell on the host for a command of the user's.
   *
   * @throws MachineFailure where the login fails
   */
  public RemoteShell shell(Machine machine, Deadline deadline) throws InterruptedException {
    return HostLink.openOnce(context, machine, deadline).shell();
  }

  private interface Story<T> {
    T tell() throws IOException, InterruptedException;
  }

  /** What the parts throw, in words for the user. */
  private static <T> T told(Story<T> story) throws IOException, InterruptedException {
    try {
      return story.tell();
    } catch (TlsFailure e) {
      throw Failures.of(e);
    }
  }
}
