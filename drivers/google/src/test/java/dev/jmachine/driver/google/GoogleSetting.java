package dev.jmachine.driver.google;

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
import dev.jmachine.testkit.gce.GceStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A driver on a stub of Compute Engine, with time that passes at once; and one machine. */
final class GoogleSetting implements AutoCloseable {
  static final MachineName NAME = new MachineName("web-1");
  static final String UID = "u1";
  static final String INSTANCE = "jm-web-1-u1";
  static final String TOKEN = "ya29.s3cret-of-the-account";
  static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEYkeyKEY";

  final GceStub gce;
  final FakeTime time = FakeTime.start();
  final MemoryLedger ledger = new MemoryLedger();
  final RecordingProgress progress = new RecordingProgress();
  final Map<String, List<String>> options = new HashMap<>();
  final Path folder;
  final GoogleDriver driver;
  private @Nullable HostAccess access;
  private @Nullable Instant expires;
  private boolean locked;

  GoogleSetting(Path folder) {
    this(folder, GoogleDriver.CALL, GoogleDriver.HOLD);
  }

  GoogleSetting(Path folder, Duration callTimeout, Duration hold) {
    this.folder = folder;
    try {
      this.gce = GceStub.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    gce.clock(time);
    this.driver = new GoogleDriver(context(), callTimeout, hold);
    for (DriverOption option : GoogleOptions.table()) {
      String value = option.defaultValue();
      if (value != null) {
        set(option.name(), value);
      }
    }
    set(GoogleOptions.PROJECT, "acme");
    set(GoogleOptions.ZONE, "europe-west1-b");
    set(GoogleOptions.ENDPOINT, gce.endpoint());
    set(GoogleOptions.CHECK_IP, gce.checkIpUrl());
    set(GoogleOptions.TOKEN, TOKEN);
  }

  void set(String option, String... values) {
    options.put(option, List.of(values));
  }

  DriverContext context() {
    Map<String, String> environment = new HashMap<>();
    environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", TOKEN);
    environment.put("GOOGLE_PROJECT", "acme");
    environment.put("GOOGLE_COMPUTE_ENDPOINT", gce.endpoint());
    return new DriverContext(folder, folder, environment, time, time, time);
  }

  OptionValues values() {
    return new OptionValues(options);
  }

  /** The next create ends by itself then; null for never, as after an extension for ever. */
  void expires(@Nullable Instant moment) {
    expires = moment;
  }

  /** The machine's record is locked from now on. */
  void lock() {
    locked = true;
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
    stored.remove(GoogleOptions.TOKEN);
    MachineSpec spec = new MachineSpec("google", stored, EngineOptions.defaults());
    Machine machine =
        Machine.reserved(NAME, UID, "2026-01-01T00:00:00Z", spec)
            .withLedger(ledger.entries())
            .withExpires(expires == null ? null : expires.toString())
            .withLocked(locked);
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
    gce.close();
  }
}
