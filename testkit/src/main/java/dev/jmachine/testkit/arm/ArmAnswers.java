package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each call does and answers. Guarded by the stub. */
final class ArmAnswers {
  private final String endpoint;
  private final ArmSettings settings;
  private final ArmResources resources;
  private final Map<Integer, StubResource> operations = new LinkedHashMap<>();

  ArmAnswers(String endpoint, ArmSettings settings, ArmResources resources) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.resources = resources;
  }

  ArmReply to(ArmRequest request, ArmFault.@Nullable Fails fails) throws ArmError {
    List<String> path = request.path();
    String last = path.getLast().toLowerCase(Locale.ROOT);
    if (path.contains("operations")) {
      return operation(request);
    }
    if (path.contains("tags")) {
      return tags(request);
    }
    return switch (last) {
      case "locations" -> page(request, Catalog.locations());
      case "skus" -> page(request, Catalog.sizes(request.query().getOrDefault("$filter", "")));
      case "versions" -> ArmReply.ok(Catalog.versions(request));
      case "resourcegroups" -> page(request, listed(request, true));
      case "resources" -> page(request, members(request));
      default -> one(request, fails);
    };
  }

  private ArmReply one(ArmRequest request, ArmFault.@Nullable Fails fails) throws ArmError {
    if (request.path().contains("vmimage")) {
      return ArmReply.ok(Catalog.image(request));
    }
    if (request.path().size() == 5) {
      return page(request, machines(request));
    }
    String id = "/" + String.join("/", request.path());
    return switch (request.method()) {
      case "GET" -> get(id, request);
      case "PUT" -> put(id, request, fails);
      case "DELETE" -> delete(id, fails);
      case "POST" -> post(id, request, fails);
      default -> throw new ArmError(405, "MethodNotAllowed", request.method());
    };
  }

  private ArmReply get(String id, ArmRequest request) throws ArmError {
    StubResource resource = resources.look(id);
    resources.settle(resource);
    if (resources.at(id) == null) {
      throw ArmError.notFound(id);
    }
    boolean withState = "instanceView".equals(request.query().get("$expand"));
    return ArmReply.ok(resources.shown(resource, withState));
  }

  private ArmReply put(String id, ArmRequest request, ArmFault.@Nullable Fails fails)
      throws ArmError {
    StubResource before = resources.at(id);
    if (before != null && request.onlyNew()) {
      throw new ArmError(412, "PreconditionFailed", "The resource is there already.");
    }
    StubResource resource = resources.put(id, request);
    boolean isGroup = request.path().size() == 4;
    if (isGroup || (before != null && resource.state.equals("Succeeded"))) {
      return new ArmReply(before == null ? 201 : 200, Map.of(), resources.shown(resource, false));
    }
    begin(resource, before == null ? "Creating" : resource.state, fails);
    return new ArmReply(201, headers(resource, true), resources.shown(resource, false));
  }

  private ArmReply delete(String id, ArmFault.@Nullable Fails fails) throws ArmError {
    StubResource resource = resources.delete(id);
    if (resource == null) {
      boolean isGroup = id.split("/").length == 5;
      if (isGroup) {
        throw new ArmError(404, "ResourceGroupNotFound", "Resource group not found.");
      }
      return new ArmReply(204, Map.of(), null);
    }
    boolean isGroup = id.split("/").length == 5;
    begin(resource, "Deleting", fails);
    return new ArmReply(202, headers(resource, !isGroup), null);
  }

  private ArmReply post(String id, ArmRequest request, ArmFault.@Nullable Fails fails)
      throws ArmError {
    String action = request.path().getLast();
    StubResource vm = resources.look(id.substring(0, id.lastIndexOf('/')));
    if (action.equals("retrieveBootDiagnosticsData")) {
      return ArmReply.ok(Map.of("serialConsoleLogBlobUri", endpoint + "/console/" + vm.name));
    }
    resources.settle(vm);
    resources.power(vm, action);
    begin(vm, "Updating", fails);
    return new ArmReply(202, headers(vm, true), null);
  }

  private void begin(StubResource resource, String state, ArmFault.@Nullable Fails fails) {
    resource.state = state;
    resource.pending = settings.polls;
    resource.failing = fails;
  }

  /** In the newer form a status is asked about, in the older one the answer itself. */
  private Map<String, String> headers(StubResource resource, boolean isStatus) {
    int number = operations.size() + 1;
    operations.put(number, resource);
    String subscription = String.join("/", List.of(resource.id.split("/")).subList(0, 3));
    String url = endpoint + subscription + "/providers/Microsoft.Compute/operations/" + number;
    return Map.of(
        isStatus ? "Azure-AsyncOperation" : "Location",
        url + "?api-version=2025-04-01&form=" + (isStatus ? "status" : "location"),
        "Retry-After",
        String.valueOf(settings.retryAfter));
  }

  private ArmReply operation(ArmRequest request) throws ArmError {
    StubResource resource = operations.get(Integer.parseInt(request.path().getLast()));
    if (resource == null) {
      throw new ArmError(404, "NotFound", "no such operation");
    }
    boolean ended = resources.settle(resource);
    Map<String, String> headers = Map.of("Retry-After", String.valueOf(settings.retryAfter));
    if ("location".equals(request.query().get("form"))) {
      return new ArmReply(ended ? 200 : 202, headers, null);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", ended ? resource.failing == null ? "Succeeded" : "Failed" : "InProgress");
    if (ended && resource.failing != null) {
      body.putAll(ArmError.body(resource.failing.code(), resource.failing.message()));
    }
    return new ArmReply(200, headers, body);
  }

  private ArmReply tags(ArmRequest request) throws ArmError {
    String path = "/" + String.join("/", request.path());
    StubResource resource =
        resources.look(path.substring(0, path.lastIndexOf("/providers/Microsoft.Resources/tags")));
    if (request.method().equals("PATCH")) {
      Map<String, Object> now = new TreeMap<>();
      if (!"Replace".equals(request.body().get("operation"))) {
        now.putAll(resource.tags);
      }
      Map<?, ?> given = StubResource.map(request.body().get("properties"));
      StubResource.map(given.get("tags")).forEach((k, v) -> now.put(String.valueOf(k), v));
      resource.retag(now);
    }
    return ArmReply.ok(Map.of("properties", Map.of("tags", resource.tags)));
  }

  private List<Map<String, Object>> machines(ArmRequest request) {
    boolean withState = "true".equals(request.query().get("statusOnly"));
    return resources.all.values().stream()
        .filter(one -> one.is("virtualMachines") && inSubscription(one, request))
        .map(one -> resources.shown(one, withState))
        .toList();
  }

  private List<Map<String, Object>> members(ArmRequest request) throws ArmError {
    String group = request.after("resourceGroups");
    if (group.isEmpty()) {
      return listed(request, false);
    }
    String id = "/" + String.join("/", request.path().subList(0, request.path().size() - 1));
    return resources.in(resources.look(id)).stream().map(StubResource::listed).toList();
  }

  private List<Map<String, Object>> listed(ArmRequest request, boolean groups) {
    return resources.all.values().stream()
        .filter(one -> one.type.endsWith("/resourceGroups") == groups)
        .filter(one -> inSubscription(one, request))
        .map(StubResource::listed)
        .toList();
  }

  private static boolean inSubscription(StubResource resource, ArmRequest request) {
    return resource.id.startsWith("/subscriptions/" + request.path().get(1) + "/");
  }

  private ArmReply page(ArmRequest request, List<Map<String, Object>> all) {
    int from = Integer.parseInt(request.query().getOrDefault("skiptoken", "0"));
    int to = Math.min(all.size(), from + settings.page);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("value", all.subList(Math.min(from, to), to));
    if (to < all.size()) {
      StringBuilder next =
          new StringBuilder(endpoint + "/" + String.join("/", request.path()) + "?skiptoken=" + to);
      request
          .query()
          .forEach(
              (k, v) ->
                  next.append(
                      k.equals("skiptoken") ? "" : "&" + k + "=" + URLEncoder.encode(v, UTF_8)));
      body.put("nextLink", next.toString());
    }
    return ArmReply.ok(body);
  }
}
