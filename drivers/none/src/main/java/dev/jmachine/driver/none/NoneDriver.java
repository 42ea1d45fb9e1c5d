package dev.jmachine.driver.none;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
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
import dev.jmachine.core.resource.ResourceLedger;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Engines that are there already. All that is made is copies of certificates on this computer. */
final class NoneDriver implements Driver {
  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final String CERTIFICATES = "certificates";

  private final DriverContext context;
  private final EnginePort enginePort = new EnginePort(LOOK);

  NoneDriver(DriverContext context) {
    this.context = context;
  }

  @Override
  public void check(MachineName name, OptionValues options, Steps steps) throws IOException {
    address(options);
    CertificateFolder certificates = certificates(options);
    if (certificates != null) {
      certificates.check();
    }
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options) {
    CertificateFolder certificates = certificates(options);
    return List.of(
        new PlannedResource(
            "existing engine",
            address(options).access().engineUrl(),
            Map.of(
                "certificates",
                certificates == null ? "none" : certificates.path().toString(),
                "on removal",
                "the engine is left as it is")));
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException {
    CertificateFolder certificates = certificates(request.options());
    if (certificates != null) {
      Path folder = context.machineFolder(request.name().value());
      ResourceLedger ledger = request.ledger();
      Resource copies = ledger.intend(CERTIFICATES, request.uid(), Map.of());
      certificates.copyTo(folder);
      ledger.made(copies, folder.toString());
    }
    return address(request.options()).access();
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
        .because(NoneProvider.NO_POWER);
  }

  /** By the machine's name and not by the id, which a moved store would make another's folder. */
  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline) throws IOException {
    if (resource.kind().equals(CERTIFICATES)) {
      CertificateFolder.deleteFrom(context.machineFolder(machine.name()));
    }
  }

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

  private static EngineAddress address(OptionValues options) {
    return EngineAddress.parse(options.require(NoneProvider.URL));
  }

  private @Nullable CertificateFolder certificates(OptionValues options) {
    String typed = options.text(NoneProvider.CERT_PATH);
    return typed == null || typed.isBlank() ? null : new CertificateFolder(absolute(typed));
  }

  /** No shell expands the tilde in {@code --none-cert-path=~/certs}. */
  private Path absolute(String typed) {
    String home = context.environment().get("HOME");
    Path path =
        typed.startsWith("~/") && home != null
            ? Path.of(home).resolve(typed.substring(2))
            : Path.of(typed);
    return path.toAbsolutePath().normalize();
  }
}
