package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.EnginePort;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Hosts that are there already. Nothing is made, so the ledger stays empty and nothing is deleted:
 * the host, with the engine on it, is left as it is when its machine is removed.
 */
final class GenericDriver implements Driver {
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final UserFiles files;
  private final Path systemKnownHosts;
  private final EnginePort enginePort = new EnginePort(LOOK);

  GenericDriver(UserFiles files, Path systemKnownHosts) {
    this.files = files;
    this.systemKnownHosts = systemKnownHosts;
  }

  /**
   * Reads the options, the key file and known_hosts. Does not connect: a host key that is not known
   * is refused by the bootstrap, which has seen it and can name its fingerprint.
   */
  @Override
  public void check(MachineName name, OptionValues options, Steps steps) throws IOException {
    GenericHost host = host(options);
    checkIdentity(host);
    host.trust().notes().forEach(steps::note);
    if (host.trust().onFirstUse()) {
      steps.warn(
          "no host key of "
              + host.address().text()
              + " is known: the one that the first login shows is trusted from then on");
    }
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options) throws IOException {
    GenericHost host = host(options);
    Path identity = host.identity();
    return List.of(
        new PlannedResource(
            "existing host",
            host.address().text(),
            Map.of(
                "login",
                host.user() + " on port " + host.sshPort(),
                "key",
                identity == null ? "the default keys in ~/.ssh" : identity.toString(),
                "host key",
                host.trust().source(),
                "engine",
                host.access().engineUrl(),
                "on removal",
                "the host and its engine are left as they are")));
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException {
    return host(request.options()).access();
  }

  @Override
  public Observed observe(Machine machine) throws InterruptedException {
    return enginePort.observe(machine);
  }

  @Override
  public Map<MachineName, Observed> observeAll(List<Machine> machines) throws InterruptedException {
    return enginePort.observeAll(machines);
  }

  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline) {
    throw MachineFailure.usage("cannot change the power of machine \"" + machine.name() + "\"")
        .because(GenericProvider.NO_POWER);
  }

  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline) {}

  @Override
  public List<OwnedResource> find() {
    return List.of();
  }

  @Override
  public List<String> console(Machine machine, int lines) {
    return List.of();
  }

  @Override
  public void close() {}

  private GenericHost host(OptionValues options) throws IOException {
    return GenericHost.of(options, files, systemKnownHosts);
  }

  private void checkIdentity(GenericHost host) throws IOException {
    if (host.identity() != null) {
      new IdentityFile(host.identity()).check();
      return;
    }
    MachineFailure last =
        MachineFailure.check("there is no SSH key in " + files.ssh())
            .hint("--" + GenericOptions.SSH_KEY + " FILE");
    for (IdentityFile file : IdentityFile.defaults(files)) {
      try {
        if (file.exists()) {
          file.check();
          return;
        }
      } catch (MachineFailure failure) {
        last = failure;
      }
    }
    throw last;
  }
}
