package dev.jmachine.testkit.contract;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.testkit.MemoryLedger;
import dev.jmachine.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One machine's life with a driver alone: what the core's stories do, without their help. */
final class Life {
  private static final String PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEYkeyKEY";

  final DriverUnderTest subject;
  final Driver driver;
  final MemoryLedger ledger = new MemoryLedger();
  final RecordingProgress progress = new RecordingProgress();
  private final MachineName name;
  private @Nullable HostAccess access;

  Life(DriverUnderTest subject, String name) {
    this.subject = subject;
    this.driver = subject.provider().open(subject.context());
    this.name = new MachineName(name);
  }

  /** The same machine in the next process, after this one was killed: what was stored is left. */
  Life afterKill() {
    Life next = new Life(subject, name.value());
    for (Resource entry : ledger.entries()) {
      Resource intent = next.ledger.intend(entry.kind(), entry.token(), entry.attributes());
      String id = entry.id();
      if (id != null) {
        next.ledger.made(intent, id);
      }
    }
    return next;
  }

  HostAccess create() throws IOException, InterruptedException {
    return create(subject.options(), null);
  }

  HostAccess create(OptionValues options, @Nullable Instant expires)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(subject.context().machineFolder(name.value()));
    Path identity = Files.writeString(folder.resolve("id_ed25519"), "an identity\n");
    CreateRequest request =
        new CreateRequest(
            name,
            uid(),
            options,
            identity,
            PUBLIC_KEY,
            new SshKeyPair("a host key\n", PUBLIC_KEY),
            ledger,
            steps(),
            deadline(),
            expires);
    HostAccess made = driver.create(request);
    access = made;
    return made;
  }

  /** The record as it would be now. */
  Machine machine() {
    MachineSpec spec =
        new MachineSpec(subject.provider().info().name(), Map.of(), EngineOptions.defaults());
    Machine machine =
        Machine.reserved(name, uid(), subject.context().clock().instant().toString(), spec)
            .withLedger(ledger.entries());
    return access == null ? machine : machine.withAccess(access);
  }

  Observed observe() throws IOException, InterruptedException {
    return driver.observe(machine());
  }

  Observed power(PowerAction action) throws IOException, InterruptedException {
    return driver.power(machine(), action, steps(), deadline());
  }

  /** The walk behind roll-back and {@code rm}: last made first, struck when gone. */
  void removeAll() throws IOException, InterruptedException {
    for (Resource resource : ledger.entries().reversed()) {
      driver.delete(machine(), resource, deadline());
      ledger.gone(resource);
    }
  }

  String uid() {
    return "uid" + name;
  }

  Steps steps() {
    return new Steps(name.value(), progress, subject.context().ticker());
  }

  Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10), subject.context().ticker());
  }
}
