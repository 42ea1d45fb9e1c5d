package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.testkit.FakeTime;
import dev.jmachine.testkit.MemoryLedger;
import dev.jmachine.testkit.RecordingProgress;
import dev.jmachine.testkit.ec2.Ec2Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A driver on a stub of EC2, with time that passes at once; and one machine to be made. */
final class AwsSetting implements AutoCloseable {
  static final MachineName NAME = new MachineName("web-1");
  static final String UID = "u1";
  static final String SECRET = "s3cret/of+the+account";
  static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEYkeyKEY";

  final Ec2Stub ec2;
  final FakeTime time = FakeTime.start();
  final MemoryLedger ledger = new MemoryLedger();
  final RecordingProgress progress = new RecordingProgress();
  final Map<String, List<String>> options = new HashMap<>();
  final Path folder;
  final AwsDriver driver;
  @Nullable Instant expires;
  private @Nullable HostAccess access;

  AwsSetting(Path folder) {
    this(folder, AwsDriver.CALL);
  }

  AwsSetting(Path folder, Duration callTimeout) {
    this.folder = folder;
    try {
      this.ec2 = Ec2Stub.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    this.driver = new AwsDriver(context(), callTimeout);
    for (DriverOption option : AwsOptions.table()) {
      String value = option.defaultValue();
      if (value != null) {
        set(option.name(), value);
      }
    }
    set(AwsOptions.REGION, "eu-west-1");
    set(AwsOptions.ENDPOINT, ec2.endpoint());
    set(AwsOptions.CHECK_IP, ec2.checkIpUrl());
    set(AwsOptions.ACCESS_KEY, "AKIDEXAMPLE");
    set(AwsOptions.SECRET_KEY, SECRET);
  }

  void set(String option, String... values) {
    options.put(option, List.of(values));
  }

  DriverContext context() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ENDPOINT", ec2.endpoint());
    return new DriverContext(folder, folder, environment, time, time, time);
  }

  OptionValues values() {
    return new OptionValues(options);
  }

  HostAccess create() throws IOException, InterruptedException {
    driver.check(NAME, values(), steps());
    HostAccess made =
        driver.create(
            new CreateRequest(
                NAME,
                UID,
                values(),
                folder.resolve("id_ed25519"),
                KEY,
                new SshKeyPair("a host key\n", KEY),
                ledger,
                steps(),
                deadline(),
                expires));
    access = made;
    return made;
  }

  /** The machine as its record is now: without secrets. */
  Machine machine() {
    Map<String, List<String>> stored = new TreeMap<>(options);
    stored.remove(AwsOptions.ACCESS_KEY);
    stored.remove(AwsOptions.SECRET_KEY);
    MachineSpec spec = new MachineSpec("aws", stored, EngineOptions.defaults());
    Machine machine =
        Machine.reserved(NAME, UID, "2026-01-01T00:00:00Z", spec).withLedger(ledger.entries());
    return access == null ? machine : machine.withAccess(access);
  }

  /** What the core does to roll back and to remove: the ledger, last entry first. */
  void removeAll() throws InterruptedException {
    for (Resource resource : ledger.entries().reversed()) {
      driver.delete(machine(), resource, deadline());
      ledger.gone(resource);
    }
  }

  Steps steps() {
    return new Steps(NAME.value(), progress, time);
  }

  Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10), time);
  }

  @Override
  public void close() {
    driver.close();
    ec2.close();
  }
}
