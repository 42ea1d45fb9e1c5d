package dev.jmachine.testkit.gce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls about firewall rules. */
final class GceFirewalls {
  final Map<String, StubFirewall> rules = new LinkedHashMap<>();
  private final GceOperations operations;
  private final GceSettings settings;
  private final GceCatalog catalog;

  GceFirewalls(GceOperations operations, GceSettings settings, GceCatalog catalog) {
    this.operations = operations;
    this.settings = settings;
    this.catalog = catalog;
  }

  Map<String, Object> insert(GceRequest request) throws GceError {
    var before = operations.before(request);
    if (before != null) {
      return before.json();
    }
    String name = String.valueOf(request.body().get("name"));
    GceNames.require(name);
    catalog.requireNetwork(String.valueOf(request.body().get("network")));
    if (rules.containsKey(name)) {
      throw GceError.exists(request.resource() + name);
    }
    StubFirewall rule = new StubFirewall(request.body());
    rules.put(name, rule);
    var operation = operations.begin(request, "insert", ok -> kept(name, ok));
    rule.making = operation;
    return operation.json();
  }

  private void kept(String name, boolean made) {
    if (!made) {
      rules.remove(name);
    }
  }

  Map<String, Object> list(GceRequest request) {
    List<Map<String, Object>> all = new ArrayList<>();
    rules.forEach(
        (name, rule) -> {
          if (GceFilter.passes(request.parameter("filter"), name, Map.of())) {
            all.add(rule.json);
          }
        });
    GcePage<Map<String, Object>> page = GcePage.of(all, request, settings.page);
    Map<String, Object> answer = Json.of("kind", "compute#firewallList", "items", page.entries());
    if (page.next() != null) {
      answer.put("nextPageToken", page.next());
    }
    return answer;
  }

  Map<String, Object> get(GceRequest request) throws GceError {
    return rule(request).json;
  }

  private StubFirewall rule(GceRequest request) throws GceError {
    StubFirewall rule = rules.get(request.name());
    if (rule == null) {
      throw GceError.notFound(request.resource());
    }
    return rule;
  }

  Map<String, Object> patch(GceRequest request) throws GceError {
    StubFirewall rule = rule(request);
    return operations.begin(request, "patch", _ -> rule.json.putAll(request.body())).json();
  }

  /** Not while it is being made: then it is "not ready", and a moment later it is. */
  Map<String, Object> delete(GceRequest request) throws GceError {
    StubFirewall rule = rule(request);
    var making = rule.making;
    if (making != null && !making.isSettled()) {
      making.settle();
      throw GceError.notReady(request.resource());
    }
    String name = request.name();
    return operations.begin(request, "delete", ok -> kept(name, !ok)).json();
  }
}
