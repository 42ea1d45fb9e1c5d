package dev.jmachine.example.hello;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.example.hello.cloud.Address;
import dev.jmachine.example.hello.cloud.HelloCloud;
import dev.jmachine.example.hello.cloud.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts in the hello cloud: an address and an instance for each machine. */
final class HelloDriver implements Driver {
  static final String ADDRESS = "address";
  static final String INSTANCE = "instance";

  private final HelloAccount account;
  private final HelloCalls calls;
  private final DriverContext context;

  HelloDriver(DriverContext context, HelloAccount.Connector connector) {
    this.account = new HelloAccount(context.environment(), connector);
    this.calls = new HelloCalls(context.pause());
    this.context = context;
  }

  // snippet: check
  @Override
  public void check(MachineName name, OptionValues options, Steps steps)
      throws InterruptedException {
    String size = options.require(HelloProvider.SIZE);
    List<String> sizes = calls.asCheck("use the hello cloud", account.of(options)::sizes);
    if (!sizes.contains(size)) {
      throw MachineFailure.check("there is no size \"" + size + "\"")
          .because("the hello cloud has " + String.join(", ", sizes))
          .hint("--" + HelloProvider.SIZE + " " + sizes.getFirst());
    }
  }

  // end: check

  // snippet: plan
  @Override
  public List<PlannedResource> plan(MachineName name, OptionValues options) {
    String size = options.require(HelloProvider.SIZE);
    return List.of(
        new PlannedResource(ADDRESS, name.value(), Map.of()),
        new PlannedResource(INSTANCE, name.value(), Map.of("size", size)));
  }

  // end: plan

  // snippet: create
  @Override
  public HostAccess create(CreateRequest request) throws IOException, InterruptedException {
    HelloCloud cloud = account.of(request.options());
    Address address = reserve(request, cloud);
    Instance launched = launch(request, cloud, address);
    Instance running =
        awaiting(cloud, request.steps())
            .state(launched.id(), MachineState.RUNNING, request.deadline());
    return HelloInstance.access(running.ip());
  }

  private Address reserve(CreateRequest request, HelloCloud cloud)
      throws IOException, InterruptedException {
    Map<String, String> tags = HelloTags.of(request, context);
    Resource intent = intend(request, ADDRESS);
    Address address =
        calls.retried(
            "reserve an address",
            request.deadline(),
            () -> cloud.reserveAddress(intent.token(), tags));
    request.ledger().made(intent, address.id());
    return address;
  }

  private static Resource intend(CreateRequest request, String kind) throws IOException {
    Path endpoint = HelloAccount.endpoint(request.options());
    return request
        .ledger()
        .intend(kind, request.uid() + "-" + kind, HelloAccount.attributes(endpoint));
  }

  // end: create

  private Instance launch(CreateRequest request, HelloCloud cloud, Address address)
      throws IOException, InterruptedException {
    Map<String, String> tags = HelloTags.of(request, context);
    String size = request.options().require(HelloProvider.SIZE);
    Resource intent = intend(request, INSTANCE);
    Instance instance =
        calls.retried(
            "launch an instance",
            request.deadline(),
            () -> cloud.launch(intent.token(), size, address.id(), tags, request.expires()));
    request.ledger().made(intent, instance.id());
    return instance;
  }

  // snippet: observe
  @Override
  public Observed observe(Machine machine) throws InterruptedException {
    Map<MachineName, Observed> answer = observeAll(List.of(machine));
    return answer.getOrDefault(machine.machineName(), new Observed.Gone());
  }

  /** One call for all machines of an endpoint. */
  @Override
  public Map<MachineName, Observed> observeAll(List<Machine> machines) throws InterruptedException {
    Map<Path, List<Instance>> asked = new HashMap<>();
    Map<MachineName, Observed> observed = new HashMap<>();
    for (Machine machine : machines) {
      observed.put(
          machine.machineName(),
          HelloInstance.observed(HelloInstance.of(machine, instances(machine, asked))));
    }
    return observed;
  }

  private List<Instance> instances(Machine machine, Map<Path, List<Instance>> asked)
      throws InterruptedException {
    Path endpoint = HelloAccount.endpoint(machine);
    if (endpoint == null) {
      return List.of();
    }
    List<Instance> known = asked.get(endpoint);
    if (known != null) {
      return known;
    }
    List<Instance> all = calls.once("list instances", account.at(endpoint)::instances);
    asked.put(endpoint, all);
    return all;
  }

  // end: observe

  // snippet: power
  @Override
  public Observed power(Machine machine, PowerAction action, Steps steps, Deadline deadline)
      throws InterruptedException {
    Instance before = HelloInstance.of(machine, instances(machine, new HashMap<>()));
    Path endpoint = HelloAccount.endpoint(machine);
    if (before == null || endpoint == null) {
      throw MachineFailure.of(
              FailureKind.NOT_FOUND, "the instance of machine \"" + machine.name() + "\" is gone")
          .hint("jmachine rm " + machine.name());
    }
    HelloCloud cloud = account.at(endpoint);
    MachineState wanted = HelloInstance.after(action);
    if (HelloInstance.state(before) != wanted) {
      calls.retriedAction(
          "change the instance's power",
          deadline,
          () -> cloud.change(before.id(), HelloInstance.change(action)));
    }
    return HelloInstance.observed(awaiting(cloud, steps).state(before.id(), wanted, deadline));
  }

  // end: power

  // snippet: delete
  @Override
  public void delete(Machine machine, Resource resource, Deadline deadline)
      throws InterruptedException {
    HelloCloud cloud = account.of(resource);
    switch (resource.kind()) {
      case INSTANCE -> new HelloDeletion(cloud, calls, deadline).instance(resource);
      case ADDRESS -> new HelloDeletion(cloud, calls, deadline).address(resource);
      default -> throw new IllegalArgumentException("not made by this driver: " + resource);
    }
  }

  // end: delete

  // snippet: find
  @Override
  public List<OwnedResource> find() throws InterruptedException {
    return find(FindRequest.usual());
  }

  /** In the order of making, as in a ledger. */
  @Override
  public List<OwnedResource> find(FindRequest request) throws InterruptedException {
    Path endpoint = account.endpointToSearch(request.options());
    if (endpoint == null) {
      return List.of();
    }
    HelloCloud cloud = account.at(endpoint);
    Map<String, String> attributes = HelloAccount.attributes(endpoint);
    List<OwnedResource> found = new ArrayList<>();
    for (Address address : calls.once("list addresses", cloud::addresses)) {
      Resource resource = new Resource(ADDRESS, address.token(), address.id(), attributes);
      HelloTags.owned(address.tags(), resource).forEach(found::add);
    }
    for (Instance instance : calls.once("list instances", cloud::instances)) {
      Resource resource = new Resource(INSTANCE, instance.token(), instance.id(), attributes);
      HelloTags.owned(instance.tags(), resource).forEach(found::add);
    }
    return found;
  }

  // end: find

  // snippet: extend
  @Override
  public void extend(Machine machine, @Nullable Instant expires, Deadline deadline)
      throws InterruptedException {
    Path endpoint = HelloAccount.endpoint(machine);
    if (endpoint == null) {
      return;
    }
    HelloCloud cloud = account.at(endpoint);
    for (Address address : calls.retried("list addresses", deadline, cloud::addresses)) {
      tag(cloud, machine, address.id(), address.tags(), expires, deadline);
    }
    for (Instance instance : calls.retried("list instances", deadline, cloud::instances)) {
      if (tag(cloud, machine, instance.id(), instance.tags(), expires, deadline)) {
        calls.retriedAction("move an end", deadline, () -> cloud.endAt(instance.id(), expires));
      }
    }
  }

  // end: extend

  /** Whether it is the machine's, and so has been tagged. */
  private boolean tag(
      HelloCloud cloud,
      Machine machine,
      String id,
      Map<String, String> tags,
      @Nullable Instant expires,
      Deadline deadline)
      throws InterruptedException {
    boolean ours = HelloTags.areOf(machine.uid(), tags);
    if (ours) {
      calls.retriedAction(
          "tag " + id, deadline, () -> cloud.tag(id, HelloTags.until(expires, tags)));
    }
    return ours;
  }

  @Override
  public List<String> console(Machine machine, int lines) {
    return List.of();
  }

  /** The hello cloud holds nothing open; a driver with an SDK closes its client here. */
  @Override
  public void close() {}

  private HelloWait awaiting(HelloCloud cloud, Steps steps) {
    return new HelloWait(cloud, calls, steps);
  }
}
