package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The stub as a server on 127.0.0.1. Calls of Resource Manager are counted from 1 and can be made
 * to go wrong; what exists is looked at from outside with {@link #inventory}. Safe for use by
 * several threads.
 */
public final class ArmStub implements AutoCloseable {
  /** The subscription in which {@link #addGroup} and {@link #addMachine} make things. */
  public static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ArmSettings settings = new ArmSettings();
  private final ArmResources resources = new ArmResources(settings);
  private final ArmCallsSeen seen = new ArmCallsSeen();
  private final ArmTokens tokens;
  private final ArmAnswers answers;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore hanging = new Semaphore(0);
  private String caller = "198.51.100.7";

  private ArmStub(HttpsServer server) {
    this.server = server;
    this.tokens = new ArmTokens(endpoint(), settings);
    this.answers = new ArmAnswers(endpoint(), settings, resources);
  }

  /** A stub with nothing in it. */
  public static ArmStub start() throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(LoopbackCertificate.shared().tls()));
    ArmStub stub = new ArmStub(server);
    server.setExecutor(stub.threads);
    server.createContext("/", stub::answer);
    server.start();
    return stub;
  }

  /** URL of Resource Manager, and of Microsoft Entra ID too. */
  public String endpoint() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where App Service would give tokens to a managed identity; whoever asks must send the word. */
  public String identityEndpoint() {
    return endpoint() + "/identity/token";
  }

  /** The only managed identity that there is, and the word that its host knows. */
  public synchronized void identity(String client, String word) {
    settings.identity = client;
    settings.identityWord = word;
  }

  /** The certificate by which the stub is known. */
  public Path caFile() {
    return LoopbackCertificate.shared().pem();
  }

  /** What the caller's address is, from now on. */
  public synchronized void callerAddress(String text) {
    caller = text;
  }

  /** What it was asked, in order: "PUT virtualMachines". */
  public synchronized List<String> calls() {
    return seen.labels();
  }

  /** The bodies of all calls with one label, in order. */
  public synchronized List<Map<String, Object>> requests(String label) {
    return seen.bodies(label);
  }

  /** How often a token was asked for. */
  public synchronized int logins() {
    return tokens.given();
  }

  /** Lets the call with this number go wrong. */
  public synchronized void faultAt(int call, ArmFault fault) {
    seen.faultAt(call, fault);
  }

  /** Lets the next {@code times} calls with a label go wrong. */
  public synchronized void faultOn(String label, int times, ArmFault fault) {
    seen.faultOn(label, times, fault);
  }

  /** Returns when a call hangs, once for each that does. */
  public void awaitHang() throws InterruptedException {
    hanging.acquire();
  }

  /** From now on the first {@code looks} at what is made do not find it. */
  public synchronized void lag(int looks) {
    settings.lag = looks;
  }

  /** How often an operation is under way when it is asked about, and how long that shall take. */
  public synchronized void operations(int polls, int retryAfterSeconds) {
    settings.polls = polls;
    settings.retryAfter = retryAfterSeconds;
  }

  /** No page has more entries than this. */
  public synchronized void page(int most) {
    settings.page = most;
  }

  /** Gives no more tokens to a client id. */
  public synchronized void refuse(String client) {
    settings.badClients.add(client);
  }

  /**
   * From now on gives tokens to a client id only where this certificate's key has signed for it.
   */
  public synchronized void know(String client, ClientCertificate certificate) {
    settings.certificates.put(client, certificate.certificate());
  }

  /** Takes none of the tokens that were given until now. */
  public synchronized void expireTokens() {
    tokens.expire();
  }

  /** May change public addresses at boots. */
  public synchronized void addresses(ArmAddresses addresses) {
    settings.addresses = addresses;
  }

  /** Ids of all that exists, without their subscription. */
  public synchronized List<String> inventory() {
    return resources.all.values().stream().map(one -> shortened(one.id)).toList();
  }

  private static String shortened(String id) {
    return id.substring(id.indexOf("/resourceGroups/") + "/resourceGroups/".length());
  }

  /** Tags of one of the inventory. */
  public synchronized Map<String, String> tags(String entry) {
    for (StubResource one : resources.all.values()) {
      if (shortened(one.id).equals(entry)) {
        return Map.copyOf(one.tags);
      }
    }
    throw new IllegalArgumentException(entry);
  }

  /** Makes an empty group that is somebody's; its entry in the inventory. */
  public synchronized String addGroup(String name, Map<String, String> tags) {
    return add("/resourceGroups/" + name, Map.of("location", "westus", "tags", tags));
  }

  /** Makes something in a group that is there: "Microsoft.Network/virtualNetworks". */
  public synchronized String addResource(
      String group, String type, String name, Map<String, Object> body) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("location", "westus"));
    all.putAll(body);
    return add("/resourceGroups/" + group + "/providers/" + type + "/" + name, all);
  }

  /** Makes a virtual machine that runs, with nothing around it but its group. */
  public synchronized String addMachine(
      String subscription, String group, String name, Map<String, String> tags) {
    String at = "/subscriptions/" + subscription + "/resourceGroups/" + group;
    resources.all.computeIfAbsent(
        StubResource.key(at),
        _ -> new StubResource(at, "Microsoft.Resources/resourceGroups", group, Map.of()));
    String id = at + "/providers/Microsoft.Compute/virtualMachines/" + name;
    StubResource vm =
        new StubResource(id, "Microsoft.Compute/virtualMachines", name, Map.of("tags", tags));
    vm.power = "running";
    resources.all.put(StubResource.key(id), vm);
    return shortened(id);
  }

  private String add(String path, Map<String, Object> body) {
    String id = "/subscriptions/" + SUBSCRIPTION + path;
    String[] parts = id.split("/");
    String type =
        parts.length == 5 ? "Microsoft.Resources/resourceGroups" : parts[6] + "/" + parts[7];
    resources.all.put(
        StubResource.key(id), new StubResource(id, type, parts[parts.length - 1], body));
    return shortened(id);
  }

  /** Removes everything that carries a tag with this value, as somebody does by hand. */
  public synchronized void removeByHand(String tagValue) {
    List.copyOf(resources.all.values()).stream()
        .filter(one -> one.tags.containsValue(tagValue))
        .forEach(resources::remove);
  }

  /** Lets a virtual machine be in a power state that nobody asked us for: "stopped". */
  public synchronized void power(String entry, String state) {
    resources.all.values().stream()
        .filter(one -> shortened(one.id).equals(entry))
        .forEach(one -> one.power = state);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    ArmRequest request = ArmRequest.of(exchange);
    String first = request.path().getFirst();
    if (first.equals("checkip")) {
      send(exchange, 200, "text/plain", caller + "\n");
    } else if (first.equals("console")) {
      send(exchange, 200, "text/plain", "booting\nconsole of " + request.path().getLast() + "\n");
    } else if (first.equals("identity")) {
      reply(
          exchange, identity(request, exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER")));
    } else if (request.path().contains("oauth2")) {
      reply(exchange, token(request));
    } else {
      ArmReply reply = manage(request);
      if (reply == null) {
        exchange.close();
      } else {
        reply(exchange, reply);
      }
    }
  }

  private synchronized ArmReply token(ArmRequest request) {
    return tokens.answer(request);
  }

  private synchronized ArmReply identity(ArmRequest request, @Nullable String word) {
    return tokens.ofIdentity(request, word);
  }

  /** Null for an answer that is lost, or that never comes. */
  private @Nullable ArmReply manage(ArmRequest request) {
    return switch (faultOf(request)) {
      case null -> done(request, null);
      case ArmFault.Refused refused -> refused(refused);
      case ArmFault.Fails fails -> done(request, fails);
      case ArmFault.AnswerLost() -> {
        done(request, null);
        yield null;
      }
      case ArmFault.Hangs(boolean done) -> {
        if (done) {
          done(request, null);
        }
        hanging.release();
        yield never();
      }
      case ArmFault.Interrupts(Thread waiting, boolean done) -> {
        if (done) {
          done(request, null);
        }
        waiting.interrupt();
        yield never();
      }
    };
  }

  private static ArmReply refused(ArmFault.Refused refused) {
    Map<String, String> headers =
        refused.retryAfter() < 0
            ? Map.of()
            : Map.of("Retry-After", String.valueOf(refused.retryAfter()));
    return new ArmReply(
        refused.status(), headers, ArmError.body(refused.code(), refused.message()));
  }

  private @Nullable ArmReply never() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private synchronized @Nullable ArmFault faultOf(ArmRequest request) {
    return seen.next(request);
  }

  private synchronized ArmReply done(ArmRequest request, ArmFault.@Nullable Fails fails) {
    try {
      tokens.check(request.token());
      return answers.to(request, fails);
    } catch (ArmError e) {
      return new ArmReply(e.status(), Map.of(), e.body());
    }
  }

  private static void reply(HttpExchange exchange, ArmReply reply) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    Object body = reply.body();
    send(exchange, reply.status(), "application/json", body == null ? "" : ArmRequest.json(body));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
