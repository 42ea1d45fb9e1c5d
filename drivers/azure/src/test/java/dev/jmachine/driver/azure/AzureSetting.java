package dev.jmachine.driver.azure;

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
import dev.jmachine.testkit.arm.ArmStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A driver on a stub of Resource Manager, with time that passes at once; one machine to be made.
 */
final class AzureSetting implements AutoCloseable {
  static final MachineName NAME = new MachineName("web-1");
  static final String UID = "u1";
  static final String SECRET = "s3cret~of.the_principal";
  static final String CLIENT = "99999999-aaaa-bbbb-cccc-dddddddddddd";
  static final String TENANT = "77777777-aaaa-bbbb-cccc-dddddddddddd";
  static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEYkeyKEY";

  /** How the inventory begins the names of the machine's things in its own group. */
  static final String GROUP = "jm-web-1-u1";

  final ArmStub arm;
  final FakeTime time = FakeTime.start();
  final MemoryLedger ledger = new MemoryLedger();
  final RecordingProgress progress = new RecordingProgress();
  final Map<String, List<String>> options = new HashMap<>();

  /** What whoever sits at the terminal was told to do. */
  final List<String> told = new ArrayList<>();

  final Path folder;
  final AzureDriver driver;
  private final boolean hasSecret;
  private @Nullable HostAccess access;

  AzureSetting(Path folder) {
    this(folder, AzureDriver.CALL);
  }

  AzureSetting(Path folder, Duration callTimeout) {
    this(folder, callTimeout, true);
  }

  /** Neither options nor environment name a secret, or anybody who would have one. */
  static AzureSetting withoutASecret(Path folder) {
    return new AzureSetting(folder, AzureDriver.CALL, false);
  }

  private AzureSetting(Path folder, Duration callTimeout, boolean hasSecret) {
    this.folder = folder;
    this.hasSecret = hasSecret;
    try {
      this.arm = ArmStub.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    this.driver = new AzureDriver(context(), callTimeout);
    for (DriverOption option : AzureOptions.table()) {
      String value = option.defaultValue();
      if (value != null) {
        set(option.name(), value);
      }
    }
    set(AzureOptions.SUBSCRIPTION, ArmStub.SUBSCRIPTION);
    set(AzureOptions.TENANT, TENANT);
    set(AzureOptions.CLIENT, CLIENT);
    if (hasSecret) {
      set(AzureOptions.SECRET, SECRET);
    }
    set(AzureOptions.ENDPOINT, arm.endpoint());
    set(AzureOptions.AUTHORITY, arm.endpoint());
    set(AzureOptions.CA_FILE, arm.caFile().toString());
    set(AzureOptions.ALLOW, "198.51.100.7");
  }

  void set(String option, String... values) {
    options.put(option, List.of(values));
  }

  DriverContext context() {
    return withoutAPerson().with(told::add);
  }

  DriverContext withoutAPerson() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AZURE_SUBSCRIPTION_ID", ArmStub.SUBSCRIPTION);
    environment.put("AZURE_TENANT_ID", TENANT);
    if (hasSecret) {
      environment.put("AZURE_CLIENT_ID", CLIENT);
      environment.put("AZURE_CLIENT_SECRET", SECRET);
    }
    environment.put("AZURE_RESOURCE_MANAGER_ENDPOINT", arm.endpoint());
    environment.put("AZURE_AUTHORITY_HOST", arm.endpoint());
    environment.put("AZURE_CA_FILE", arm.caFile().toString());
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
                deadline()));
    access = made;
    return made;
  }

  /** The machine as its record is now: without secrets. */
  Machine machine() {
    Map<String, List<String>> stored = new TreeMap<>(options);
    stored.remove(AzureOptions.SECRET);
    stored.remove(AzureOptions.CERTIFICATE_PASSWORD);
    MachineSpec spec = new MachineSpec("azure", stored, EngineOptions.defaults());
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
    arm.close();
  }
}
