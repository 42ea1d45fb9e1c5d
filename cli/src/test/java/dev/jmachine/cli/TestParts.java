package dev.jmachine.cli;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.testkit.FakeCloud;
import dev.jmachine.testkit.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A program with fake drivers, a bootstrap that succeeds at once, and contexts in memory. */
public final class TestParts implements Parts, HostBootstrap, ClientContexts {
  private final List<DriverProvider> providers = new ArrayList<>();
  private final FakeCloud cloud = new FakeCloud();
  private final Set<String> contexts = new ConcurrentSkipListSet<>();
  private final List<List<String>> ran = new ArrayList<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private FakeHostTools hostTools = new FakeHostTools();
  private String sshConfiguration = "";
  private int exitCode;
  private boolean answering = true;

  /** With the driver "fake". */
  public TestParts() {
    providers.add(new FakeProvider(cloud));
  }

  public TestParts with(DriverProvider provider) {
    providers.add(provider);
    return this;
  }

  /** From now on no engine answers. */
  public TestParts mute() {
    answering = false;
    return this;
  }

  /** What the bootstrap was asked, in order: "upgrade dev". */
  public List<String> calls() {
    return calls;
  }

  /** Every other program that is run ends so. */
  public TestParts endingWith(int code) {
    exitCode = code;
    return this;
  }

  /** Command lines of the other programs that were run. */
  public List<List<String>> ran() {
    return List.copyOf(ran);
  }

  /** Hosts behave so. */
  public TestParts with(FakeHostTools tools) {
    hostTools = tools;
    return this;
  }

  public FakeCloud cloud() {
    return cloud;
  }

  /** Names of the machines that have a context. */
  public Set<String> contextNames() {
    return contexts;
  }

  @Override
  public Iterable<DriverProvider> drivers() {
    return providers;
  }

  @Override
  public HostBootstrap bootstrap(Caller caller, Path storeFolder, RootPassphrase passphrase) {
    return this;
  }

  @Override
  public HostTools hostTools(Caller caller, Path storeFolder) {
    return hostTools;
  }

  @Override
  public int run(List<String> command) throws IOException {
    ran.add(List.copyOf(command));
    int place = command.indexOf("-F") + 1;
    if (place > 0 && !command.get(place).equals("none")) {
      sshConfiguration = Files.readString(Path.of(command.get(place)));
    }
    return exitCode;
  }

  /** What stood in the file that the last other program was given by -F; it may be gone by now. */
  public String sshConfiguration() {
    return sshConfiguration;
  }

  @Override
  public ClientContexts contexts(Caller caller, Path storeFolder) {
    return this;
  }

  @Override
  public SshKeyPair newSshKeyPair() {
    return new SshKeyPair("private\n", "ssh-ed25519 AAAA");
  }

  @Override
  public Bootstrapped bootstrap(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException {
    calls.add("bootstrap " + machine.name());
    for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(machineFolder.resolve(file), "fake");
    }
    return readdress(machine, machineFolder, steps, deadline);
  }

  @Override
  public Adoption adopt(Machine machine, Path machineFolder, Steps steps, Deadline deadline) {
    return (known, host) -> {
      calls.add("adopt " + known.name());
      host.admit(deadline);
      return bootstrap(known, machineFolder, steps, deadline);
    };
  }

  @Override
  public Bootstrapped readdress(
      Machine machine, Path machineFolder, Steps steps, Deadline deadline) {
    return new Bootstrapped(machine.requireAccess(), engine(machine));
  }

  @Override
  public Bootstrapped regenerateCertificates(
      Machine machine, Path machineFolder, Steps steps, Deadline deadline) {
    calls.add("regenerate " + machine.name());
    return readdress(machine, machineFolder, steps, deadline);
  }

  @Override
  public Bootstrapped upgrade(Machine machine, Path machineFolder, Steps steps, Deadline deadline) {
    calls.add("upgrade " + machine.name());
    return readdress(machine, machineFolder, steps, deadline);
  }

  @Override
  public Engine reboot(Machine machine, Path machineFolder, Steps steps, Deadline deadline) {
    return engine(machine);
  }

  @Override
  public Engine ask(Machine machine, Path machineFolder, Duration timeout) {
    if (!answering) {
      throw MachineFailure.of(FailureKind.UNAVAILABLE, "the engine does not answer")
          .because("connection refused");
    }
    return engine(machine);
  }

  private static Engine engine(Machine machine) {
    String url = Objects.requireNonNull(machine.access()).engineUrl();
    return new Engine(url, "28.2.2", "1.50", "2027-01-02T00:00:00Z");
  }

  @Override
  public void write(Machine machine, Path tlsFolder) {
    contexts.add(machine.name());
  }

  @Override
  public void remove(Machine machine) {
    contexts.remove(machine.name());
  }
}
