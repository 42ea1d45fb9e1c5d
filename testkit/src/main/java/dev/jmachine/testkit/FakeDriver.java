package dev.jmachine.testkit;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A driver as it should be, on a {@link FakeCloud}: a disk and an instance for each machine. */
public final class FakeDriver implements Driver {
  private static final String DISK = "disk";
  private static final String INSTANCE = "instance";
  private static final String USER = "fake";
  private static final List<String> SIZES = List.of("small", "big");

  private final FakeCloud cloud;
  private final DriverInfo info;
  private final DriverContext context;
  private final @Nullable FakeTemplates templates;

  FakeDriver(
      FakeCloud cloud, DriverInfo info, DriverContext context, @Nullable FakeTemplates templates) {
    this.cloud = cloud;
    this.templates = templates;
    this.info = info;
    this.context = context;
  }

  @Override
  public void check(MachineName name, OptionValues options, Steps steps)
      throws InterruptedException {
    String size = size(options);
    if (!SIZES.contains(size)) {
      throw MachineFailure.check("cannot create machine \"" + name + "\"")
          .because("there is no size \"" + size + "\"")
          .hint("--" + info.name() + "-size small");
    }
    cloud.list();
  }

  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options) {
    return List.of(
        new PlannedResource(DISK, "jm-" + name, Map.of()),
        new PlannedResource(INSTANCE, "jm-" + name, Map.of("size", size(options))));
  }

  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    make(request, DISK);
    Resource instance = make(request, INSTANCE);
    FakeThing host =
        await(INSTANCE, byIdOrToken(instance), MachineState.RUNNING, request.deadline());
    HostKey hostKey = new HostKey(request.hostKey().publicKey());
    return access(host.address(), request.identityFile().toString(), List.of(hostKey));
  }

  @Override
  public Optional<Templates> templates() {
    return templates == null ? Optional.empty() : Optional.of(templates.of(this, cloud));
  }

  @Override
  public Observed observe(Machine machine) throws InterruptedException {
    return observed(machine, cloud.describe(INSTANCE, instanceOf(machine)));
  }

  @Override
  public Map<MachineName, Observed> observeAll(List<Machine> machines) throws InterruptedException {
    List<FakeThing> all = cloud.list();
    Map<MachineName, Observed> answers = new HashMap<>();
    for (Machine machine : machines) {
      FakeThing host = all.stream().filter(instanceOf(machine)).findFirst().orElse(null);
      answers.put(machine.machineName(), observed(machine, host));
    }
    return answers;
  }

  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws InterruptedException {
    refuseWithout(action == PowerAction.KILL ? Capability.KILL : Capability.START_STOP);
    MachineState wanted = action == PowerAction.START ? MachineState.RUNNING : MachineState.STOPPED;
    Predicate<FakeThing> which = instanceOf(machine);
    FakeThing before = cloud.describe(INSTANCE, which);
    if (before == null) {
      throw MachineFailure.of(
          FailureKind.NOT_FOUND, "the instance of machine \"" + machine.name() + "\" is gone");
    }
    if (before.state() != wanted) {
      cloud.power(which, transition(action));
    }
    return observed(machine, await(INSTANCE, which, wanted, deadline));
  }

  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline)
      throws InterruptedException {
    cloud.delete(resource.kind(), byIdOrToken(resource));
  }

  @Override
  public List<OwnedResource> find() throws InterruptedException {
    refuseWithout(Capability.FIND);
    return cloud.list().stream().map(FakeDriver::owned).toList();
  }

  @Override
  public void extend(Machine machine, @Nullable Instant expires, Deadline deadline)
      throws InterruptedException {
    refuseWithout(Capability.EXPIRY);
    cloud.expire(machine.uid(), expires);
  }

  @Override
  public List<String> console(Machine machine, int lines) throws InterruptedException {
    return info.can(Capability.CONSOLE) ? cloud.console(machine.name()) : List.of();
  }

  @Override
  public void close() {
    // nothing is open
  }

  private String size(OptionValues options) {
    return options.require(info.name() + "-size");
  }

  private Resource make(CreateRequest request, String kind)
      throws IOException, InterruptedException {
    String token = "jm-" + request.uid() + "-" + kind;
    Resource entry = request.ledger().intend(kind, token, Map.of());
    FakeTags tags = new FakeTags(context.owner(), context.clock().instant(), request.expires());
    FakeThing thing = cloud.create(kind, token, request.name().value(), request.uid(), tags);
    return request.ledger().made(entry, thing.id());
  }

  private FakeThing await(
      String kind, Predicate<FakeThing> which, MachineState wanted, Deadline deadline)
      throws InterruptedException {
    return Await.with(context.pause(), Backoff.LOCAL)
        .until(kind + " to be " + wanted.shown(), deadline, () -> look(kind, which, wanted));
  }

  private Attempt<FakeThing> look(String kind, Predicate<FakeThing> which, MachineState wanted)
      throws InterruptedException {
    FakeThing thing = cloud.describe(kind, which);
    if (thing == null) {
      throw MachineFailure.of(FailureKind.NOT_FOUND, "the " + kind + " has vanished");
    }
    return thing.state() == wanted
        ? Attempt.ready(thing)
        : Attempt.notYet("it is " + thing.state().shown());
  }

  private static MachineState transition(PowerAction action) {
    return switch (action) {
      case START -> MachineState.STARTING;
      case STOP -> MachineState.STOPPING;
      case KILL -> MachineState.STOPPED;
    };
  }

  private static Observed observed(Machine machine, @Nullable FakeThing host) {
    if (host == null) {
      return new Observed.Gone();
    }
    HostAccess known = machine.access();
    SshEndpoint ssh = known == null ? null : known.ssh();
    return new Observed.Seen(
        host.state(),
        ssh == null ? null : access(host.address(), ssh.identityFile(), ssh.hostKeys()));
  }

  private static HostAccess access(
      String address, @Nullable String identityFile, List<HostKey> hostKeys) {
    SshEndpoint ssh = new SshEndpoint(address, 22, USER, identityFile, hostKeys, false, null);
    int port = HostAccess.ENGINE_PORT;
    return new HostAccess(ssh, address, port, port, List.of(address));
  }

  private static Predicate<FakeThing> byIdOrToken(Resource resource) {
    return thing -> thing.id().equals(resource.id()) || thing.token().equals(resource.token());
  }

  private static Predicate<FakeThing> instanceOf(Machine machine) {
    return thing -> thing.kind().equals(INSTANCE) && thing.machineUid().equals(machine.uid());
  }

  private static OwnedResource owned(FakeThing thing) {
    Resource resource = new Resource(thing.kind(), thing.token(), thing.id(), Map.of());
    FakeTags tags = thing.tags();
    return new OwnedResource(
        thing.machineName(),
        thing.machineUid(),
        resource,
        tags.owner(),
        tags.created(),
        tags.expires());
  }

  private void refuseWithout(Capability capability) {
    String reason = info.lacks().get(capability);
    if (reason != null) {
      throw MachineFailure.usage("the driver \"" + info.name() + "\" cannot do that")
          .because(reason);
    }
  }
}
