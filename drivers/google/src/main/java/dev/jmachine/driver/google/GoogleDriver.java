package dev.jmachine.driver.google;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.LoginKey;
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
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.ComputeConnections;
import dev.jmachine.driver.google.api.GoogleAccount;
import dev.jmachine.driver.google.api.GoogleFailures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Machines as instances of Compute Engine. The parts say how; this class says as whom and in which
 * project.
 */
final class GoogleDriver implements Driver {
  /** No call takes longer; what does not answer by then is asked again. */
  static final Duration CALL = Duration.ofSeconds(30);

  /** A call that waits for an operation comes back after two minutes (zoneOperations.wait). */
  static final Duration HOLD = Duration.ofMinutes(2);

  /** Looking things up before a create, or at a machine. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final DriverContext context;
  private final GoogleAccounts accounts;
  private final ComputeConnections connections;
  private final Map<Wish, Choices> chosen = new ConcurrentHashMap<>();

  /**
   * What decides about what is looked up.
   *
   * @param name of an instance that is there already; null for one to be made
   */
  private record Wish(@Nullable MachineName name, OptionValues options) {}

  /** Of the create that this driver was opened for; null before. */
  private volatile @Nullable GoogleAccount creating;

  /**
   * A driver none of whose calls takes longer.
   *
   * @param hold how much longer than others a call may take that waits for an operation
   */
  GoogleDriver(DriverContext context, Duration callTimeout, Duration hold) {
    this.context = context;
    this.accounts = new GoogleAccounts(context.environment());
    this.connections = new ComputeConnections(callTimeout, hold);
  }

  @Override
  public void check(MachineName name, OptionValues options, Steps steps)
      throws InterruptedException {
    GoogleSettings settings = new GoogleSettings(options);
    choices(name, settings, look());
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options)
      throws InterruptedException {
    GoogleSettings settings = new GoogleSettings(options);
    Choices choices = choices(name, settings, look());
    String project = accounts.of(options).project();
    return new GooglePlan(name, project, settings, choices, context.owner()).resources();
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    GoogleSettings settings = new GoogleSettings(request.options());
    Choices choices = choices(request.name(), settings, request.deadline());
    GoogleAccount account = accounts.of(request.options());
    creating = account;
    Map<String, String> tags = GoogleTags.OURS.of(request, context.owner());
    Map<String, String> attributes = account.attributes();
    attributes.put(GoogleTags.OURS.created(), context.clock().instant().toString());
    LoginKey login =
        LoginKey.of(request, GoogleOptions.SSH_KEY, settings.text(GoogleOptions.SSH_KEY));
    Compute compute = connections.of(account);
    CloudCalls calls = calls(settings);
    OwnFirewall rule = choices.ownRule() ? rule(request, choices, account, calls, tags) : null;
    if (settings.existing()) {
      return new Takeover(request, settings, choices, compute, calls, login)
          .create(rule, attributes);
    }
    InsertOrder order =
        new InsertOrder(
            request, settings, choices, login, account.project(), context.clock().instant());
    return new GoogleCreation(request, settings, choices, compute, calls, login, order)
        .create(rule, tags, attributes);
  }

  private OwnFirewall rule(
      CreateRequest request,
      Choices choices,
      GoogleAccount account,
      CloudCalls calls,
      Map<String, String> tags) {
    Compute ofNetwork = connections.of(account.in(choices.networkProject()));
    return new OwnFirewall(request, choices, ofNetwork, calls, tags);
  }

  /** Looked up once, however often a create needs it. */
  private Choices choices(MachineName name, GoogleSettings settings, Deadline deadline)
      throws InterruptedException {
    Wish wish = new Wish(settings.existing() ? name : null, settings.options());
    Choices known = chosen.get(wish);
    if (known != null) {
      return known;
    }
    Compute compute = connections.of(accounts.of(settings.options()));
    Lookups lookups = new Lookups(compute, calls(settings), deadline);
    try {
      Choices found =
          settings.existing()
              ? lookups.ofExisting(settings, new InstanceId(settings.zone(), name.value()))
              : lookups.choose(settings);
      chosen.put(wish, found);
      return found;
    } catch (MachineFailure failure) {
      throw GoogleFailures.inCheck(failure);
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

  private GoogleObservation observation() {
    return new GoogleObservation(accounts, connections, calls(null), look());
  }

  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws InterruptedException {
    Resource resource = Kind.instanceOf(machine);
    InstanceId id = GooglePower.idOf(machine);
    if (resource == null || id == null) {
      throw GooglePower.gone(machine);
    }
    return new GooglePower(
            connections.of(accounts.of(resource)), calls(null), machine, id, deadline)
        .change(action, steps, context.clock().instant());
  }

  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline)
      throws InterruptedException {
    GoogleDeletion deletion =
        new GoogleDeletion(
            connections.of(accountOf(resource)), calls(null), machine, resource, deadline);
    switch (resource.kind()) {
      case Kind.INSTANCE -> deletion.instance();
      case Kind.FIREWALL -> deletion.firewall();
      case Kind.LOGIN -> deletion.login();
      default -> throw new IllegalArgumentException("not made by this driver: " + resource);
    }
  }

  /** A roll-back goes on with the credentials of its create, which the environment may not have. */
  private GoogleAccount accountOf(Resource resource) {
    GoogleAccount now = creating;
    GoogleAccount recorded = accounts.of(resource);
    GoogleAccount there = now == null ? null : now.in(recorded.project());
    return there != null && there.attributes().equals(recorded.attributes()) ? there : recorded;
  }

  @Override
  public List<OwnedResource> find() throws InterruptedException {
    return inventory(accounts.ofTheEnvironment()).all();
  }

  @Override
  public List<OwnedResource> find(FindRequest request) throws InterruptedException {
    return request.options().values().isEmpty()
        ? find()
        : inventory(accounts.of(request.options())).all();
  }

  private GoogleInventory inventory(GoogleAccount account) {
    return new GoogleInventory(
        account, new OwnResources(connections.of(account), calls(null), look()));
  }

  @Override
  public void extend(Machine machine, @Nullable Instant expires, Deadline deadline)
      throws InterruptedException {
    GoogleExpiry expiry =
        new GoogleExpiry(calls(null), deadline, machine, expires, context.clock().instant());
    for (Resource resource : machine.ledger()) {
      Compute compute = connections.of(accounts.of(resource));
      if (resource.id() != null && resource.kind().equals(Kind.FIREWALL)) {
        expiry.ofFirewall(compute, resource);
      } else if (resource.id() != null && resource.kind().equals(Kind.INSTANCE)) {
        expiry.ofInstance(compute, resource);
      }
    }
  }

  @Override
  public List<String> console(Machine machine, int lines) throws InterruptedException {
    Resource resource = Kind.instanceOf(machine);
    InstanceId id = GooglePower.idOf(machine);
    return resource == null || id == null
        ? List.of()
        : new GoogleConsole(connections.of(accounts.of(resource)), calls(null)).tail(id, lines);
  }

  @Override
  public void close() {
    connections.close();
  }

  private CloudCalls calls(@Nullable GoogleSettings settings) {
    return new CloudCalls(
        "Compute Engine",
        GoogleFailures::any,
        context.pause(),
        settings == null ? null : settings.number(GoogleOptions.RETRIES));
  }

  private Deadline look() {
    return Deadline.in(LOOK, context.ticker());
  }
}
