package dev.jmachine.cli.doctor;

import dev.jmachine.bootstrap.HostProbe;
import dev.jmachine.cli.HostTools;
import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.lifecycle.MachineObservation;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The way from the user to a machine's engine, link by link, in the order in which one rests on the
 * other. A link that fails does not end the look: the next ones may say why. A driver without a
 * power switch knows nothing that the engine's port does not say, so it is not asked.
 *
 * @param observation asks the driver
 * @param tools asks the host over SSH
 * @param engine asks the engine over TLS
 * @param clock to judge dates by
 * @param ticker for deadlines
 */
public record Examination(
    MachineObservation observation,
    HostTools tools,
    HostBootstrap engine,
    Clock clock,
    Ticker ticker) {
  private static final String ANSWER = "engine's answer";
  private static final Duration ONE_ANSWER = Duration.ofSeconds(10);
  private static final Duration LOGIN = Duration.ofSeconds(30);

  /**
   * Looks at everything.
   *
   * @param folder the machine's, with its certificates
   * @return a finding for each link, in order
   */
  public List<Finding> of(Machine machine, DriverProvider provider, Path folder, Steps steps)
      throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(record(machine));
    HostAccess access = machine.access();
    DriverInfo driver = provider.info();
    if (driver.can(Capability.START_STOP) || access == null) {
      Observed observed = steps.run("Asking the driver", () -> ask(machine, provider));
      findings.add(HostFindings.state(machine, driver.name(), observed));
    }
    if (access == null) {
      return findings;
    }
    findings.add(AddressFindings.name(machine, access));
    Finding port = steps.run("Knocking at the port", () -> port(machine, access, driver));
    findings.add(port);
    CertificateFindings certificates = new CertificateFindings(machine, folder, clock.instant());
    findings.addAll(host(machine, access, certificates, steps));
    findings.addAll(certificates.client());
    findings.add(
        port.isBroken()
            ? Finding.unknown(ANSWER, "not asked: its port takes no connections")
            : steps.run("Asking the engine", () -> answer(machine, folder)));
    return findings;
  }

  private static Finding record(Machine machine) {
    return switch (machine.phase()) {
      case READY -> Finding.ok("record", "whole; created " + machine.created());
      case CREATING, REMOVING -> unfinished(machine);
    };
  }

  private static Finding unfinished(Machine machine) {
    String what = machine.phase() == Phase.CREATING ? "creation" : "removal";
    String step = machine.step() == null ? "" : " during \"" + machine.step() + "\"";
    return Finding.broken(
        "record", "its " + what + " has not ended" + step, "jmachine rm " + machine.name());
  }

  private Finding port(Machine machine, HostAccess access, DriverInfo driver)
      throws InterruptedException {
    return AddressFindings.port(machine, access, tools.port(access), driver);
  }

  private Observed ask(Machine machine, DriverProvider provider) throws InterruptedException {
    return Objects.requireNonNull(
        observation.observe(provider, List.of(machine), ONE_ANSWER).get(machine.machineName()));
  }

  private List<Finding> host(
      Machine machine, HostAccess access, CertificateFindings certificates, Steps steps)
      throws IOException, InterruptedException {
    if (access.ssh() == null) {
      return List.of(Finding.unknown("login", "its driver knows no host to log in to"));
    }
    try {
      HostProbe probe = tools.probe(machine, steps, Deadline.in(LOGIN, ticker));
      List<Finding> findings = new ArrayList<>(HostFindings.of(machine, access.ssh(), probe));
      findings.add(certificates.server(access, probe.host().files().certificate()));
      return findings;
    } catch (MachineFailure failure) {
      return HostFindings.of(machine, failure);
    }
  }

  private Finding answer(Machine machine, Path folder) throws IOException, InterruptedException {
    try {
      var answer = engine.ask(machine, folder, ONE_ANSWER);
      return Finding.ok(
          ANSWER, "Docker Engine " + answer.version() + " over mutual TLS at " + answer.url());
    } catch (MachineFailure failure) {
      return switch (failure.kind()) {
        case TRUST ->
            Finding.broken(
                ANSWER,
                String.valueOf(failure.getMessage()),
                "jmachine provision " + machine.name(),
                "jmachine regenerate-certs " + machine.name());
        case USAGE,
            CHECK,
            CREDENTIALS,
            QUOTA,
            NOT_FOUND,
            CONFLICT,
            INVALID,
            THROTTLED,
            UNAVAILABLE,
            FAILED,
            CANCELLED ->
            Finding.broken(ANSWER, failure, "jmachine logs " + machine.name());
      };
    } catch (IOException e) {
      return Finding.broken(ANSWER, String.valueOf(e), "jmachine provision " + machine.name());
    }
  }
}
