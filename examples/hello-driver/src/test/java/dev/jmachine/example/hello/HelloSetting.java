package dev.jmachine.example.hello;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.example.hello.cloud.FolderCloud;
import dev.jmachine.testkit.FakeTime;
import dev.jmachine.testkit.MemoryLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A driver on a cloud in a folder, with time that passes at once; and one machine to be made. */
final class HelloSetting {
  static final MachineName NAME = new MachineName("web-1");

  final FakeTime time = FakeTime.start();
  final MemoryLedger ledger = new MemoryLedger();
  final Map<String, List<String>> options = new HashMap<>();
  final Path folder;
  final FaultyCloud cloud;
  final HelloDriver driver;

  HelloSetting(Path folder) {
    this.folder = folder;
    this.cloud = new FaultyCloud(new FolderCloud(folder, null, time));
    this.driver = new HelloDriver(context(), (_, _) -> cloud);
    options.put("hello-endpoint", List.of(folder.toString()));
    options.put("hello-size", List.of("small"));
  }

  DriverContext context() {
    return new DriverContext(
        folder, folder, Map.of("HELLO_ENDPOINT", folder.toString()), time, time, time);
  }

  OptionValues values() {
    return new OptionValues(options);
  }

  CreateRequest request(String uid) {
    return new CreateRequest(
        NAME,
        uid,
        values(),
        folder.resolve("id_ed25519"),
        "ssh-ed25519 AAAA",
        new SshKeyPair("", "ssh-ed25519 AAAA"),
        ledger,
        steps(),
        deadline());
  }

  /** The machine as its record is now. */
  Machine machine(String uid) {
    MachineSpec spec = new MachineSpec("hello", Map.of(), EngineOptions.defaults());
    return Machine.reserved(NAME, uid, "2026-01-01T00:00:00Z", spec).withLedger(ledger.entries());
  }

  /** What the core does to roll back and to remove: the ledger, last entry first. */
  void removeAll(String uid) throws InterruptedException {
    for (Resource resource : ledger.entries().reversed()) {
      driver.delete(machine(uid), resource, deadline());
      ledger.gone(resource);
    }
  }

  Steps steps() {
    return new Steps(NAME.value(), Progress.silent(), time);
  }

  Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(5), time);
  }
}
