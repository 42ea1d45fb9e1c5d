package dev.jmachine.testkit;

import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bootstrap that needs no host: writes placeholders for the certificates, says that the engine
 * answered, and keeps the list of what it was asked. Can be told to fail or to be interrupted.
 */
public final class FakeBootstrap implements HostBootstrap {
  private final List<String> calls = new ArrayList<>();
  private int keys;
  private @Nullable MachineFailure failure;
  private boolean interrupted;

  /** Lets every later call on a host fail so. */
  public FakeBootstrap failing(MachineFailure with) {
    failure = with;
    return this;
  }

  /** Lets every later call on a host succeed again. */
  public FakeBootstrap working() {
    failure = null;
    interrupted = false;
    return this;
  }

  /** Lets every later call on a host be interrupted, as by Ctrl-C. */
  public FakeBootstrap interrupted() {
    interrupted = true;
    return this;
  }

  /** What it was asked, in order: "bootstrap dev". */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized SshKeyPair newSshKeyPair() {
    keys++;
    return new SshKeyPair("secret key " + keys + "\n", "ssh-ed25519 AAAAkey" + keys);
  }

  @Override
  public Bootstrapped bootstrap(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    call("bootstrap", machine);
    writeFiles(machine, machineFolder);
    return new Bootstrapped(machine.requireAccess(), engine(machine.requireAccess()));
  }

  @Override
  public Adoption adopt(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws InterruptedException {
    call("adopt", machine);
    return (known, host) -> {
      call("finish", known);
      writeFiles(known, machineFolder);
      HostAccess access = host.admit(deadline);
      return new Bootstrapped(access, engine(access));
    };
  }

  @Override
  public Bootstrapped readdress(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws InterruptedException {
    call("readdress", machine);
    return new Bootstrapped(machine.requireAccess(), engine(machine.requireAccess()));
  }

  @Override
  public Bootstrapped regenerateCertificates(
      Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws InterruptedException {
    call("regenerate", machine);
    return new Bootstrapped(machine.requireAccess(), engine(machine.requireAccess()));
  }

  @Override
  public Bootstrapped upgrade(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws InterruptedException {
    call("upgrade", machine);
    return new Bootstrapped(machine.requireAccess(), engine(machine.requireAccess()));
  }

  @Override
  public Engine reboot(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws InterruptedException {
    call("reboot", machine);
    return engine(machine.requireAccess());
  }

  @Override
  public Engine ask(Machine machine, Path machineFolder, Duration timeout)
      throws InterruptedException {
    call("ask", machine);
    return engine(machine.requireAccess());
  }

  private static void writeFiles(Machine machine, Path folder) throws IOException {
    for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(folder.resolve(file), file + " of " + machine.name());
    }
  }

  private synchronized void call(String what, Machine machine) throws InterruptedException {
    calls.add(what + " " + machine.name());
    if (interrupted) {
      throw new InterruptedException(what);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static Engine engine(HostAccess access) {
    return new Engine(access.engineUrl(), "28.2.2", "1.50", "2026-04-01T12:00:00Z");
  }
}
