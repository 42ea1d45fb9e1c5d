package dev.jmachine.driver.azure;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.FindRequest;
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
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.AzureAccount;
import dev.jmachine.driver.azure.api.AzureConnections;
import dev.jmachine.driver.azure.api.AzureFailures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Machines as virtual machines of Azure. The parts say how; this class says in which account. */
final class AzureDriver implements Driver {
  /** No call of Azure's takes longer; what does not answer by then is asked again. */
  static final Duration CALL = Duration.ofSeconds(60);

  /** Looking things up before a create, or at a machine. */
  private static final Duration LOOK = Duration.ofMinutes(2);

  private final DriverContext context;
  private final AzureAccounts accounts;
  private final AzureConnections connections;
  private final Map<Map<String, List<String>>, Choices> chosen = new ConcurrentHashMap<>();

  /** Of the create that this driver was opened for; null before. */
  private volatile @Nullable AzureAccount creating;

  /** A driver none of whose calls takes longer than {@code callTimeout}. */
  AzureDriver(DriverContext context, Duration callTimeout) {
    this.context = context;
    this.accounts = new AzureAccounts(context.environment());
    this.connections = new AzureConnections(callTimeout, context.person());
  }

  @Override
  public void check(MachineName name, OptionValues options, Steps steps)
      throws InterruptedException {
    choices(new AzureSettings(options), look());
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options)
      throws InterruptedException {
    AzureSettings settings = new AzureSettings(options);
    return new AzurePlan(name, settings, choices(settings, look()), context.owner()).resources();
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    AzureSettings settings = new AzureSettings(request.options());
    Choices choices = choices(settings, request.deadline());
    AzureAccount account = accounts.of(request.options());
    creating = account;
    Map<String, String> tags = AzureTags.of(request, settings, context.owner());
    Map<String, String> attributes = account.attributes();
    attributes.put(AzureTags.OURS.created(), context.clock().instant().toString());
    return new AzureCreation(
            request, settings, choices, calls(account, settings.retries()), tags, attributes)
        .create();
  }

  /** Looked up once, however often a create needs it. */
  private Choices choices(AzureSettings settings, Deadline deadline) throws InterruptedException {
    Choices known = chosen.get(settings.options().values());
    if (known != null) {
      return known;
    }
    if (settings.flag(AzureOptions.DEVICE_CODE) && context.person() == null) {
      throw MachineFailure.usage("--" + AzureOptions.DEVICE_CODE + " needs a terminal")
          .because("nobody would see the code")
          .hint("az login --use-device-code, which keeps the login for later commands");
    }
    try {
      AzureAccount account = accounts.of(settings.options());
      Choices found = new Lookups(calls(account, settings.retries()), deadline).choose(settings);
      chosen.put(settings.options().values(), found);
      return found;
    } catch (MachineFailure failure) {
      throw AzureFailures.inCheck(failure);
    }
  }

  @Override
  public Observed observe(Machine machine) throws InterruptedException {
    return observation().one(machine);
  }

  @Override
  public Map<MachineName, Observed> observeAll(List<Machine> machines) throws InterruptedException {
    return observation().all(machines);
  }

  private AzureObservation observation() {
    return new AzureObservation(accounts, this::calls, look());
  }

  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws InterruptedException {
    Resource vm = Kind.vmOf(machine);
    if (vm == null) {
      throw AzurePower.gone(machine);
    }
    return new AzurePower(calls(accounts.of(vm)), machine, vm, steps, deadline).change(action);
  }

  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline)
      throws InterruptedException {
    new AzureDeletion(calls(accountOf(resource)), machine, resource, deadline).run();
  }

  /** A roll-back goes on with the credentials of its create, which the environment may not have. */
  private AzureAccount accountOf(Resource resource) {
    AzureAccount now = creating;
    Map<String, String> recorded = resource.attributes();
    return now != null && recorded.entrySet().containsAll(now.attributes().entrySet())
        ? now
        : accounts.of(resource);
  }

  @Override
  public List<OwnedResource> find() throws InterruptedException {
    return inventory(accounts.ofTheEnvironment()).find();
  }

  /** In the subscription that the options name, else in the environment's. */
  @Override
  public List<OwnedResource> find(FindRequest request) throws InterruptedException {
    OptionValues options = request.options();
    return options.values().isEmpty() ? find() : inventory(accounts.of(options)).find();
  }

  private AzureInventory inventory(AzureAccount account) {
    return new AzureInventory(account, calls(account), look());
  }

  @Override
  public void extend(Machine machine, @Nullable Instant expires, Deadline deadline)
      throws InterruptedException {
    for (Resource resource : machine.ledger()) {
      String id = resource.id();
      if (id != null) {
        new AzureExpiry(calls(accounts.of(resource)), deadline).move(id, expires);
      }
    }
  }

  @Override
  public List<String> console(Machine machine, int lines) throws InterruptedException {
    Resource vm = Kind.vmOf(machine);
    return vm == null ? List.of() : new AzureConsole(calls(accountOf(vm))).tail(vm, lines);
  }

  @Override
  public void close() {
    // the JDK's HTTP clients end with their last use
  }

  private ArmCalls calls(AzureAccount account) {
    return calls(account, null);
  }

  private ArmCalls calls(AzureAccount account, @Nullable Integer retries) {
    return new ArmCalls(
        connections.of(account),
        new CloudCalls("Azure", AzureFailures::any, context.pause(), retries));
  }

  private Deadline look() {
    return Deadline.in(LOOK, context.ticker());
  }
}
