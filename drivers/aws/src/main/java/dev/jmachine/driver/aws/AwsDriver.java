package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
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
import dev.jmachine.driver.aws.api.Ec2Calls;
import dev.jmachine.driver.aws.api.Ec2Connections;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
    return new AwsPlan(name, settings, choices(settings, look())).resources();
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    AwsSettings settings = new AwsSettings(request.options());
    Choices choices = choices(settings, request.deadline());
    Ec2Account account = accounts.of(request.options());
    return new AwsCreation(
            request, settings, choices, account, connections.of(account), calls(settings))
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
            connections.of(accounts.of(resource)), calls(null), machine, resource, deadline);
    switch (resource.kind()) {
      case Kind.INSTANCE -> deletion.instance();
      case Kind.GROUP -> deletion.group();
      default -> throw new IllegalArgumentException("not made by this driver: " + resource);
    }
  }

  @Override
  public List<OwnedResource> find() throws InterruptedException {
    return new AwsInventory(accounts.ofTheEnvironment(), connections, calls(null), look()).find();
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

  private Ec2Calls calls(@Nullable AwsSettings settings) {
    return new Ec2Calls(
        context.pause(), settings == null ? null : settings.number(AwsOptions.RETRIES));
  }

  private Deadline look() {
    return Deadline.in(LOOK, context.ticker());
  }
}
