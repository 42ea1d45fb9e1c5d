package dev.jmachine.driver.aws;

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
import dev.jmachine.driver.aws.api.AwsFailures;
import dev.jmachine.driver.aws.api.Ec2Account;
import dev.jmachine.driver.aws.api.Ec2Connections;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Machines as instances of EC2. The parts say how; this class says in which account and region. */
final class AwsDriver implements Driver {
  /** No call of EC2's takes longer; what does not answer by then is asked again. */
  static final Duration CALL = Duration.ofSeconds(30);

  /** Looking things up before a create, or at a machine. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final DriverContext context;
  private final AwsAccounts accounts;
  private final Ec2Connections connections;
  private final Map<OptionValues, Choices> chosen = new ConcurrentHashMap<>();

  /** Of the create that this driver was opened for; null before. */
  private volatile @Nullable Ec2Account creating;

  /** A driver none of whose calls takes longer than {@code callTimeout}. */
  AwsDriver(DriverContext context, Duration callTimeout) {
    this.context = context;
    this.accounts = new AwsAccounts(context.environment());
    this.connections = new Ec2Connections(callTimeout);
  }

  @Override
  public void check(MachineName name, OptionValues options, Steps steps)
      throws InterruptedException {
    AwsSettings settings = new AwsSettings(options);
    if (settings.number(AwsOptions.SPOT_MINUTES) != null) {
      steps.warn("--" + AwsOptions.SPOT_MINUTES + " does nothing: AWS ended Spot blocks in 2022");
    }
    Fallback.launches(settings, choices(settings, look()));
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options)
      throws InterruptedException {
    AwsSettings settings = new AwsSettings(options);
    return new AwsPlan(name, settings, choices(settings, look()), context.owner()).resources();
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    AwsSettings settings = new AwsSettings(request.options());
    Choices choices = choices(settings, request.deadline());
    Ec2Account account = accounts.of(request.options());
    creating = account;
    Map<String, String> tags = AwsTags.of(request, settings, context.owner());
    Map<String, String> attributes = account.attributes();
    attributes.put(AwsTags.OURS.created(), context.clock().instant().toString());
    Ec2Client ec2 = connections.of(account);
    return new AwsCreation(request, settings, choices, ec2, calls(settings), tags, attributes)
        .create();
  }

  /** Looked up once, however often a create needs it. */
  private Choices choices(AwsSettings settings, Deadline deadline) throws InterruptedException {
    Choices known = chosen.get(settings.options());
    if (known != null) {
      return known;
    }
    Ec2Account account = accounts.of(settings.options());
    Lookups lookups =
        new Lookups(
            connections.of(account),
            calls(settings),
            account.region(),
            Regions.patience(account, deadline));
    try {
      Choices found = lookups.choose(settings);
      chosen.put(settings.options(), found);
      return found;
    } catch (MachineFailure failure) {
      throw Regions.inCheck(account, AwsFailures.inCheck(failure));
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

  private AwsObservation observation() {
    return new AwsObservation(accounts, connections, calls(null), look());
  }

  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws InterruptedException {
    Resource instance = Kind.instanceOf(machine);
    String id = instance == null ? null : instance.id();
    if (instance == null || id == null) {
      throw AwsPower.gone(machine);
    }
    return new AwsPower(connections.of(accounts.of(instance)), calls(null), machine, id, deadline)
        .change(action, steps);
  }

  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline)
      throws InterruptedException {
    AwsDeletion deletion =
        new AwsDeletion(
            connections.of(accountOf(resource)), calls(null), machine, resource, deadline);
    switch (resource.kind()) {
      case Kind.INSTANCE -> deletion.instance();
      case Kind.GROUP -> deletion.group();
      default -> throw new IllegalArgumentException("not made by this driver: " + resource);
    }
  }

  /** A roll-back goes on with the credentials of its create, which the environment may not have. */
  private Ec2Account accountOf(Resource resource) {
    Ec2Account now = creating;
    Ec2Account recorded = accounts.of(resource);
    return now != null && now.attributes().equals(recorded.attributes()) ? now : recorded;
  }

  @Override
  public List<OwnedResource> find() throws InterruptedException {
    return inventory(accounts.ofTheEnvironment()).everywhere();
  }

  /** In all regions of the account, unless one is named that is not the environment's. */
  @Override
  public List<OwnedResource> find(FindRequest request) throws InterruptedException {
    Ec2Account usual = accounts.ofTheEnvironment();
    Ec2Account account =
        request.options().values().isEmpty() ? usual : accounts.of(request.options());
    return account.region().equals(usual.region())
        ? inventory(account).everywhere()
        : inventory(account).inItsRegion();
  }

  private AwsInventory inventory(Ec2Account account) {
    return new AwsInventory(account, connections, calls(null), look());
  }

  @Override
  public void extend(Machine machine, @Nullable Instant expires, Deadline deadline)
      throws InterruptedException {
    for (Resource resource : machine.ledger()) {
      String id = resource.id();
      if (id != null) {
        new AwsExpiry(connections.of(accounts.of(resource)), calls(null), deadline)
            .move(id, expires);
      }
    }
  }

  @Override
  public List<String> console(Machine machine, int lines) throws InterruptedException {
    Resource instance = Kind.instanceOf(machine);
    String id = instance == null ? null : instance.id();
    return instance == null || id == null
        ? List.of()
        : new AwsConsole(connections.of(accounts.of(instance)), calls(null)).tail(id, lines);
  }

  @Override
  public void close() {
    connections.close();
  }

  private CloudCalls calls(@Nullable AwsSettings settings) {
    return new CloudCalls(
        "EC2",
        AwsFailures::any,
        context.pause(),
        settings == null ? null : settings.number(AwsOptions.RETRIES));
  }

  private Deadline look() {
    return Deadline.in(LOOK, context.ticker());
  }
}
