package dev.jmachine.testkit.gce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The stub as a server on 127.0.0.1, with one project's resources whatever the project is called.
 * Calls are counted from 1 and can be made to go wrong; what exists is looked at from outside with
 * {@link #inventory}. Safe for use by several threads.
 */
public final class GceStub implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GceSettings settings = new GceSettings();
  private final GceOperations operations = new GceOperations();
  private final GceCatalog catalog = new GceCatalog();
  private final GceFirewalls firewalls = new GceFirewalls(operations, settings, catalog);
  private final GceInstances instances = new GceInstances(operations, settings, catalog);
  private final GceChanges changes = new GceChanges(instances, operations, settings);
  private final GceIam iam = new GceIam();
  private final Set<String> tokens = new TreeSet<>();
  private final List<GceRequest> requests = new ArrayList<>();
  private final Map<Integer, GceFault> faults = new HashMap<>();
  private final Map<String, List<GceFault>> byMethod = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore hanging = new Semaphore(0);
  private String caller = "198.51.100.7";

  private GceStub(HttpServer server) {
    this.server = server;
  }

  /** A stub with four zones and nothing in them but images and networks. */
  public static GceStub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GceStub stub = new GceStub(server);
    server.setExecutor(stub.threads);
    server.createContext("/", stub::api);
    server.createContext("/checkip", stub::checkIp);
    server.createContext(GceIam.PATH, exchange -> stub.iam.handle(exchange, token(exchange)));
    server.start();
    return stub;
  }

  /** URL for {@code --google-endpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** URL for {@code --google-check-ip-url}. */
  public String checkIpUrl() {
    return endpoint() + "/checkip";
  }

  /** What {@link #checkIpUrl} answers from now on. */
  public synchronized void callerAddress(String text) {
    caller = text;
  }

  /** What it was asked, in order, by the reference's names: "instances.insert". */
  public synchronized List<String> calls() {
    return requests.stream().map(GceRequest::method).toList();
  }

  /** The bodies of all calls of one method, in order. */
  public synchronized List<Map<String, Object>> bodies(String method) {
    return requests.stream()
        .filter(request -> request.method().equals(method))
        .map(GceRequest::body)
        .toList();
  }

  /** The query parameters of all calls of one method, in order. */
  public synchronized List<Map<String, String>> queries(String method) {
    return requests.stream()
        .filter(request -> request.method().equals(method))
        .map(GceRequest::query)
        .toList();
  }

  /** The access tokens that it was called with. */
  public synchronized Set<String> tokens() {
    return Set.copyOf(tokens);
  }

  /** The tokens of service accounts that were lent, by {@link #endpoint} as the IAM API. */
  public List<GceLoan> loans() {
    return iam.loans();
  }

  /** Lends no token of a service account from now on. */
  public void refuseLoans() {
    iam.refuse();
  }

  /** Lets the call with this number go wrong. */
  public synchronized void faultAt(int call, GceFault fault) {
    faults.put(call, fault);
  }

  /** Lets the next {@code times} calls of a method go wrong. */
  public synchronized void faultOn(String method, int times, GceFault fault) {
    List<GceFault> queue = byMethod.computeIfAbsent(method, _ -> new ArrayList<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  /** Returns when a call hangs, once for each that does. */
  public void awaitHang() throws InterruptedException {
    hanging.acquire();
  }

  /** From now on the first {@code looks} at an instance that is made do not find it. */
  public synchronized void lag(int looks) {
    settings.lag = looks;
  }

  /** From now on guests write their host keys only after so many looks at them. */
  public synchronized void slowGuest(int looks) {
    settings.slowGuest = looks;
  }

  /** No page has more entries than this. */
  public synchronized void page(int most) {
    settings.page = most;
  }

  /** From now on no instance gets an external address. */
  public synchronized void addressless() {
    settings.addressless = true;
  }

  /** From now on instances are stopped as soon as they run. */
  public synchronized void preempting() {
    settings.preempting = true;
  }

  /** Takes a Spot instance away: it is stopped. */
  public synchronized void preempt(String name) {
    StubInstance instance = instances.instances.get(name);
    if (instance == null) {
      throw new IllegalArgumentException(name);
    }
    GceChanges.stopped(instance);
  }

  /** Takes a Spot instance away slowly: the first {@code looks} at it see it on its way down. */
  public synchronized void stopping(String name, int looks) {
    StubInstance instance = instances.instances.get(name);
    if (instance == null) {
      throw new IllegalArgumentException(name);
    }
    instance.status("STOPPING");
    instance.ending = looks;
  }

  /** Refuses an access token from now on. */
  public synchronized void refuse(String token) {
    settings.badTokens.add(token);
  }

  /** Lets a zone answer no more. */
  public synchronized void unreachable(String zone) {
    settings.unreachable.add(zone);
  }

  /** What time it is there, from now on. */
  public synchronized void clock(Clock clock) {
    settings.clock = clock;
  }

  /** Where instances get their external addresses from. */
  public synchronized void addresses(GceAddresses addresses) {
    settings.addresses = addresses;
  }

  /** What guests tell of their host keys. */
  public synchronized void hostKeys(GceHostKeys keys) {
    settings.hostKeys = keys;
  }

  /** A project without the default network. */
  public synchronized void dropDefaultNetwork() {
    catalog.dropDefaultNetwork();
  }

  /** Names of firewall rules and instances, and of disks that nothing has any more. */
  public synchronized List<String> inventory() {
    List<String> all = new ArrayList<>(firewalls.rules.keySet());
    all.addAll(instances.instances.keySet());
    all.addAll(instances.disks);
    return all;
  }

  /** An instance as the API shows it. */
  public synchronized Map<String, Object> instance(String name) {
    StubInstance instance = instances.instances.get(name);
    if (instance == null) {
      throw new IllegalArgumentException(name);
    }
    return instance.json;
  }

  /** A firewall rule as the API shows it. */
  public synchronized Map<String, Object> firewall(String name) {
    StubFirewall rule = firewalls.rules.get(name);
    if (rule == null) {
      throw new IllegalArgumentException(name);
    }
    return rule.json;
  }

  /** Makes a firewall rule that is somebody else's. */
  public synchronized String addFirewall(String name, String description) {
    firewalls.rules.put(name, new StubFirewall(Json.of("name", name, "description", description)));
    return name;
  }

  /** Makes an instance that runs, with these labels and metadata. */
  public synchronized String addInstance(
      String zone, String name, Map<String, String> labels, Map<String, String> metadata) {
    List<Map<String, Object>> items = new ArrayList<>();
    metadata.forEach((key, value) -> items.add(Json.of("key", key, "value", value)));
    List<Map<String, Object>> configs = new ArrayList<>();
    configs.add(Json.of("type", "ONE_TO_ONE_NAT"));
    List<Map<String, Object>> cards = new ArrayList<>();
    cards.add(Json.of("network", "global/networks/default", "accessConfigs", configs));
    Map<String, Object> body =
        Json.of(
            "name",
            name,
            "labels",
            new LinkedHashMap<String, Object>(labels),
            "metadata",
            Json.of("items", items),
            "networkInterfaces",
            cards,
            "disks",
            new ArrayList<>());
    instances.start(instances.add("project", zone, body));
    return name;
  }

  /** Ends everything whose name has this text in it, as somebody does by hand. */
  public synchronized void removeByHand(String text) {
    firewalls.rules.keySet().removeIf(name -> name.contains(text));
    instances.instances.keySet().removeIf(name -> name.contains(text));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void checkIp(HttpExchange exchange) throws IOException {
    send(exchange, 200, "text/plain", caller + "\n");
  }

  private void api(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    try {
      GceRequest request = GceRequest.of(verb(exchange), exchange.getRequestURI(), body);
      String answer = answer(request, token(exchange));
      if (answer == null) {
        exchange.close();
      } else {
        send(exchange, 200, "application/json", answer);
      }
    } catch (GceError e) {
      send(exchange, e.status(), "application/json", e.json());
    }
  }

  /** The SDK's HTTP client knows no PATCH, and says so in a header. */
  private static String verb(HttpExchange exchange) {
    String wanted = exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override");
    return wanted == null ? exchange.getRequestMethod() : wanted;
  }

  private static String token(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
  }

  /** Null for an answer that is lost, or that never comes. */
  private @Nullable String answer(GceRequest request, String token) throws GceError {
    return switch (faultOf(request)) {
      case null -> Json.write(done(request, token));
      case GceFault.Refused(int status, String reason, String message) ->
          throw new GceError(status, reason, message);
      case GceFault.OperationFails fails -> spoiled(done(request, token), fails);
      case GceFault.OperationStuck stuck -> spoiled(done(request, token), stuck);
      case GceFault.AnswerLost() -> {
        attempt(request, token);
        yield null;
      }
      case GceFault.Hangs(boolean done) -> {
        if (done) {
          attempt(request, token);
        }
        hanging.release();
        yield never();
      }
      case GceFault.Interrupts(Thread waiting, boolean done) -> {
        if (done) {
          attempt(request, token);
        }
        waiting.interrupt();
        yield never();
      }
    };
  }

  /** Only a call that begins an operation has one to spoil; any other is answered as ever. */
  private synchronized String spoiled(Map<String, Object> answer, GceFault fault) {
    boolean begins =
        "compute#operation".equals(answer.get("kind")) && "RUNNING".equals(answer.get("status"));
    return Json.write(
        begins ? operations.spoil(String.valueOf(answer.get("name")), fault) : answer);
  }

  /** Does it, if it can be done, for an answer that nobody sees. */
  private void attempt(GceRequest request, String token) {
    try {
      done(request, token);
    } catch (GceError unseen) {
      // an error would have been the answer
    }
  }

  private @Nullable String never() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private synchronized @Nullable GceFault faultOf(GceRequest request) {
    requests.add(request);
    GceFault byNumber = faults.remove(requests.size());
    if (byNumber != null) {
      return byNumber;
    }
    List<GceFault> queue = byMethod.getOrDefault(request.method(), new ArrayList<>());
    return queue.isEmpty() ? null : queue.removeFirst();
  }

  private synchronized Map<String, Object> done(GceRequest request, String token) throws GceError {
    tokens.add(token);
    if (token.isEmpty() || settings.badTokens.contains(token)) {
      throw new GceError(401, "authError", "Request had invalid authentication credentials.");
    }
    return switch (request.method()) {
      case "machineTypes.get" -> catalog.machineType(request);
      case "images.getFromFamily" -> catalog.imageOfFamily(request);
      case "images.get" -> catalog.image(request);
      case "networks.get" -> catalog.network(request);
      case "subnetworks.get" -> catalog.subnetwork(request);
      case "addresses.get" -> catalog.address(request);
      case "firewalls.insert" -> firewalls.insert(request);
      case "firewalls.get" -> firewalls.get(request);
      case "firewalls.list" -> firewalls.list(request);
      case "firewalls.patch" -> firewalls.patch(request);
      case "firewalls.delete" -> firewalls.delete(request);
      case "instances.insert" -> instances.insert(request);
      case "instances.get" -> instances.get(request);
      case "instances.aggregatedList" -> instances.aggregatedList(request);
      case "instances.delete" -> instances.delete(request);
      case "instances.start" -> changes.start(request);
      case "instances.stop" -> changes.stop(request);
      case "instances.setLabels" -> changes.setLabels(request);
      case "instances.setMetadata" -> changes.setMetadata(request);
      case "instances.setTags" -> changes.setTags(request);
      case "instances.setScheduling" -> changes.setScheduling(request);
      case "instances.getGuestAttributes" -> changes.guestAttributes(request);
      case "instances.getSerialPortOutput" -> changes.serialPort(request);
      case "zoneOperations.wait", "globalOperations.wait" -> operations.await(request);
      default -> throw new GceError(404, "notFound", "no method " + request.method());
    };
  }

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
