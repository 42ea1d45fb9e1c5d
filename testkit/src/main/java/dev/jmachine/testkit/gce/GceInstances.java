package dev.jmachine.testkit.gce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls that make, show and end instances. */
final class GceInstances {
  final Map<String, StubInstance> instances = new LinkedHashMap<>();

  /** Names of disks that instances have left. */
  final List<String> disks = new ArrayList<>();

  private final GceOperations operations;
  private final GceSettings settings;
  private final GceCatalog catalog;
  private int made;
  private int starts;

  GceInstances(GceOperations operations, GceSettings settings, GceCatalog catalog) {
    this.operations = operations;
    this.settings = settings;
    this.catalog = catalog;
  }

  Map<String, Object> insert(GceRequest request) throws GceError {
    var before = operations.before(request);
    if (before != null) {
      return before.json();
    }
    check(request);
    StubInstance instance = add(request.project(), request.place(), request.body());
    instance.unseen = settings.lag;
    instance.making = operations.begin(request, "insert", ok -> made(instance, ok));
    return instance.making.json();
  }

  private void check(GceRequest request) throws GceError {
    GceCatalog.requireZone(request.place());
    String name = String.valueOf(request.body().get("name"));
    GceNames.require(name);
    for (var label : Json.object(request.body(), "labels").entrySet()) {
      GceNames.requireLabel(label.getKey(), String.valueOf(label.getValue()));
    }
    for (Map<String, Object> card : Json.objects(request.body(), "networkInterfaces")) {
      if (!card.containsKey("subnetwork")) {
        catalog.requireNetwork(String.valueOf(card.get("network")));
      }
    }
    if (instances.containsKey(name)) {
      throw GceError.exists(request.resource() + name);
    }
  }

  StubInstance add(String project, String zone, Map<String, Object> body) {
    StubInstance instance = new StubInstance(project, zone, ++made, body);
    instance.slow = settings.slowGuest;
    instances.put(instance.name, instance);
    return instance;
  }

  private void made(StubInstance instance, boolean succeeded) {
    if (succeeded) {
      start(instance);
    } else {
      instances.remove(instance.name);
    }
  }

  /** Runs from now on, with an address where it has a place for one. */
  void start(StubInstance instance) {
    instance.status(settings.preempting ? "TERMINATED" : "RUNNING");
    instance.json.put("lastStartTimestamp", settings.clock.instant().toString());
    Map<String, String> metadata = instance.metadata();
    boolean fixed =
        Json.objects(instance.card(), "accessConfigs").stream()
            .anyMatch(c -> c.containsKey("natIP"));
    if (!settings.addressless && !fixed) {
      var start = new GceAddresses.Start(instance.name, starts++, metadata);
      instance.address(settings.addresses.next(start));
    }
  }

  Map<String, Object> get(GceRequest request) throws GceError {
    StubInstance instance = instance(request);
    if (instance.ending >= 0 && instance.ending-- == 0) {
      GceChanges.stopped(instance);
    }
    return instance.json;
  }

  /** An instance that is seen by now. */
  StubInstance instance(GceRequest request) throws GceError {
    GceCatalog.requireZone(request.place());
    StubInstance instance = instances.get(request.name());
    if (instance == null || !instance.zone.equals(request.place()) || !instance.seen()) {
      throw GceError.notFound(request.resource());
    }
    return instance;
  }

  /** Not while it is being made: then it is "not ready", and a moment later it is. */
  Map<String, Object> delete(GceRequest request) throws GceError {
    StubInstance instance = settled(request);
    instance.status("STOPPING");
    return operations.begin(request, "delete", ok -> deleted(instance, ok)).json();
  }

  /** An instance that is not being made any more. */
  StubInstance settled(GceRequest request) throws GceError {
    StubInstance instance = instance(request);
    var making = instance.making;
    if (making != null && !making.isSettled()) {
      making.settle();
      throw GceError.notReady(request.resource());
    }
    return instance;
  }

  private void deleted(StubInstance instance, boolean succeeded) {
    if (succeeded && instances.remove(instance.name) != null && instance.leavesDisk()) {
      disks.add("disk of " + instance.name);
    }
  }

  /** All zones of the project in pages; a zone that does not answer is a warning. */
  Map<String, Object> aggregatedList(GceRequest request) {
    List<StubInstance> all = new ArrayList<>();
    for (StubInstance instance : instances.values()) {
      if (GceFilter.passes(request.parameter("filter"), instance.name, instance.labels())
          && !settings.unreachable.contains(instance.zone)) {
        all.add(instance);
      }
    }
    GcePage<StubInstance> page = GcePage.of(all, request, settings.page);
    Map<String, Object> scopes = new LinkedHashMap<>();
    for (String zone : GceCatalog.ZONES) {
      scopes.put("zones/" + zone, scope(zone, page.entries()));
    }
    Map<String, Object> answer = Json.of("kind", "compute#instanceAggregatedList", "items", scopes);
    @Nullable String next = page.next();
    if (next != null) {
      answer.put("nextPageToken", next);
    }
    return answer;
  }

  private Map<String, Object> scope(String zone, List<StubInstance> page) {
    if (settings.unreachable.contains(zone)) {
      return Json.of("warning", Json.of("code", "UNREACHABLE", "message", zone + " is down"));
    }
    List<Map<String, Object>> there =
        page.stream().filter(i -> i.zone.equals(zone)).map(i -> i.json).toList();
    return there.isEmpty()
        ? Json.of("warning", Json.of("code", "NO_RESULTS_ON_PAGE", "message", "none in " + zone))
        : Json.of("instances", there);
  }
}
