package dev.jmachine.testkit.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stub as a server on 127.0.0.1. Calls are counted from 1 and can be made to go wrong; what
 * exists is looked at from outside with {@link #inventory}. Safe for use by several threads.
 */
public final class Ec2Stub implements AutoCloseable {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Ec2Settings settings = new Ec2Settings();
  private final Map<String, Ec2Region> regions = new LinkedHashMap<>();
  private final Map<String, Map<String, Ec2Region>> accounts = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Map<String, String>> requests = new ArrayList<>();
  private final Map<Integer, Ec2Fault> faults = new HashMap<>();
  private final Map<String, List<Ec2Fault>> byAction = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore hanging = new Semaphore(0);
  private String caller = "198.51.100.7";

  private Ec2Stub(HttpServer server) {
    this.server = server;
  }

  /** A stub with three regions and nothing in them but images and default subnets. */
  public static Ec2Stub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Ec2Stub stub = new Ec2Stub(server);
    server.setExecutor(stub.threads);
    server.createContext("/", stub::api);
    server.createContext("/checkip", stub::checkIp);
    server.start();
    return stub;
  }

  /** URL for {@code --aws-endpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** URL for {@code --aws-check-ip-url}. */
  public String checkIpUrl() {
    return endpoint() + "/checkip";
  }

  /** What {@link #checkIpUrl} answers from now on. */
  public synchronized void callerAddress(String text) {
    caller = text;
  }

  /** What it was asked, in order: "eu-west-1 RunInstances". */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The parameters of all calls of one action, in order. */
  public synchronized List<Map<String, String>> requests(String action) {
    return requests.stream().filter(r -> action.equals(r.get("Action"))).toList();
  }

  /** Lets the call with this number go wrong. */
  public synchronized void faultAt(int call, Ec2Fault fault) {
    faults.put(call, fault);
  }

  /** Lets the next {@code times} calls of an action go wrong. */
  public synchronized void faultOn(String action, int times, Ec2Fault fault) {
    List<Ec2Fault> queue = byAction.computeIfAbsent(action, _ -> new ArrayList<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  /** Returns when a call hangs, once for each that does. */
  public void awaitHang() throws InterruptedException {
    hanging.acquire();
  }

  /** From now on the first {@code looks} at what is made do not find it. */
  public synchronized void lag(int looks) {
    settings.lag = looks;
  }

  /** From now on an ended instance holds its groups for so many calls. */
  public synchronized void holds(int times) {
    settings.holds = times;
  }

  /** No page has more entries than this. */
  public synchronized void page(int most) {
    settings.page = most;
  }

  /** From now on instances end with this reason: "Server.InternalError: …". */
  public synchronized void ending(@Nullable String reason) {
    settings.ending = reason;
  }

  /**
   * From now on it is as slow as a real one.
   *
   * @param latency of every answer
   * @param pending how long a start takes until the instance is running
   */
  public synchronized void slow(Duration latency, Duration pending) {
    settings.latency = latency;
    settings.pending = pending;
  }

  /** From now on no instance gets a public address. */
  public synchronized void addressless() {
    settings.addressless = true;
  }

  /** Refuses an access key from now on. */
  public synchronized void refuse(String accessKey) {
    settings.badKeys.add(accessKey);
  }

  /** Where instances get their public addresses from. */
  public synchronized void addresses(Ec2Addresses addresses) {
    settings.addresses = addresses;
  }

  /** A region without the default VPC. */
  public synchronized void dropDefaultVpc(String region) {
    region(region).catalog.dropDefaultVpc();
  }

  /** Ids of groups, of instances that are not terminated, and of volumes that nothing has. */
  public synchronized List<String> inventory() {
    List<String> all = new ArrayList<>();
    for (Ec2Region region : regions.values()) {
      all.addAll(region.groups.groups.keySet());
      for (StubInstance instance : region.instances.instances.values()) {
        if (!instance.isTerminated()) {
          all.add(instance.id);
        } else if (region.instances.leavesVolume(instance)) {
          all.add("volume of " + instance.id);
        }
      }
    }
    return all;
  }

  /** Tags of an instance or a group. */
  public synchronized Map<String, String> tags(String id) {
    for (Ec2Region region : regions.values()) {
      StubGroup group = region.groups.groups.get(id);
      if (group != null) {
        return Map.copyOf(group.tags);
      }
      StubInstance instance = region.instances.instances.get(id);
      if (instance != null) {
        return Map.copyOf(instance.tags);
      }
    }
    throw new IllegalArgumentException(id);
  }

  /** From now on the credentials are of another account, which has nothing of the first one's. */
  public synchronized void account(String number) {
    accounts.put(settings.account, new LinkedHashMap<>(regions));
    regions.clear();
    regions.putAll(accounts.getOrDefault(number, Map.of()));
    settings.account = number;
  }

  /** The rules of a group, each with the API's parameter names. */
  public synchronized List<Map<String, String>> rules(String groupId) {
    return regions.values().stream()
        .flatMap(region -> region.groups.groups.values().stream())
        .filter(group -> group.id.equals(groupId))
        .flatMap(group -> group.rules.stream())
        .map(StubRule::parameters)
        .toList();
  }

  /** Makes a group that is somebody else's. */
  public synchronized String addGroup(String region, String name, String vpc) {
    return region(region).groups.add(name, vpc, Map.of("Name", name)).id;
  }

  /** Makes an instance that runs, with these tags. */
  public synchronized String addInstance(String region, Map<String, String> tags) {
    Map<String, String> parameters = new HashMap<>(Map.of("ImageId", "ami-noble-new"));
    parameters.put("NetworkInterface.1.AssociatePublicIpAddress", "true");
    parameters.put("TagSpecification.1.ResourceType", "instance");
    int number = 0;
    for (var tag : tags.entrySet()) {
      number++;
      parameters.put("TagSpecification.1.Tag." + number + ".Key", tag.getKey());
      parameters.put("TagSpecification.1.Tag." + number + ".Value", tag.getValue());
    }
    try {
      StubInstance instance =
          region(region).instances.add(new Ec2Request(region, "somebody", parameters));
      instance.state = "running";
      return instance.id;
    } catch (Ec2Error e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Takes an instance away, as AWS does with one of the Spot market; its group stays. */
  public synchronized void takeAway(String id) {
    for (Ec2Region region : regions.values()) {
      StubInstance instance = region.instances.instances.get(id);
      if (instance != null) {
        instance.state = "terminated";
        instance.reason = "Server.SpotInstanceTermination: Spot instance termination";
      }
    }
  }

  /** Ends everything that carries a tag with this value, as somebody does by hand. */
  public synchronized void removeByHand(String tagValue) {
    for (Ec2Region region : regions.values()) {
      region.groups.groups.values().removeIf(group -> group.tags.containsValue(tagValue));
      for (StubInstance instance : region.instances.instances.values()) {
        if (instance.tags.containsValue(tagValue)) {
          instance.state = "terminated";
        }
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private Ec2Region region(String name) {
    return regions.computeIfAbsent(name, n -> new Ec2Region(n, REGIONS, settings));
  }

  private void checkIp(HttpExchange exchange) throws IOException {
    send(exchange, 200, caller + "\n");
  }

  private void api(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    delay();
    try {
      Ec2Request request =
          Ec2Request.of(exchange.getRequestHeaders().getFirst("Authorization"), body);
      String answer = answer(request);
      if (answer == null) {
        exchange.close();
      } else {
        send(exchange, 200, answer);
      }
    } catch (Ec2Error e) {
      send(exchange, e.status(), e.xml());
    }
  }

  private void delay() {
    try {
      closed.await(latency().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Duration latency() {
    return settings.latency;
  }

  /** Null for an answer that is lost, or that never comes. */
  private @Nullable String answer(Ec2Request request) throws Ec2Error {
    return switch (faultOf(request)) {
      case null -> done(request);
      case Ec2Fault.Refused(int status, String code, String message) ->
          throw new Ec2Error(status, code, message);
      case Ec2Fault.AnswerLost() -> {
        attempt(request);
        yield null;
      }
      case Ec2Fault.Hangs(boolean done) -> {
        if (done) {
          attempt(request);
        }
        hanging.release();
        yield never();
      }
      case Ec2Fault.Interrupts(Thread waiting, boolean done) -> {
        if (done) {
          attempt(request);
        }
        waiting.interrupt();
        yield never();
      }
    };
  }

  /** Does it, if it can be done, for an answer that nobody sees. */
  private void attempt(Ec2Request request) {
    try {
      done(request);
    } catch (Ec2Error unseen) {
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

  private synchronized @Nullable Ec2Fault faultOf(Ec2Request request) {
    calls.add(request.region() + " " + request.action());
    requests.add(Map.copyOf(request.parameters()));
    Ec2Fault byNumber = faults.remove(calls.size());
    if (byNumber != null) {
      return byNumber;
    }
    List<Ec2Fault> queue = byAction.getOrDefault(request.action(), new ArrayList<>());
    return queue.isEmpty() ? null : queue.removeFirst();
  }

  private synchronized String done(Ec2Request request) throws Ec2Error {
    if (settings.badKeys.contains(request.accessKey())) {
      throw new Ec2Error(
          401, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }
    String element = request.action() + "Response";
    return new Xml()
            .open(element + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"")
            .text("requestId", "req-" + calls.size())
        + region(request.region()).answer(request)
        + "</"
        + element
        + ">";
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
