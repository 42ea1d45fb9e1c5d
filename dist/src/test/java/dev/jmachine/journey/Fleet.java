package dev.jmachine.journey;

import dev.jmachine.testkit.ec2.Ec2Addresses;
import dev.jmachine.testkit.ec2.Ec2Fault;
import dev.jmachine.testkit.ec2.Ec2Stub;
import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * EC2 with real hosts behind it: a stub that gives each new instance the address of a host of its
 * own, which starts its sshd when it has booted. {@link #recycle} frees the hosts of instances that
 * are gone.
 */
final class Fleet implements AutoCloseable {
  private static final Path INSTALL =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install")));

  private static final String UP =
      "until systemctl -q is-active docker 2>/dev/null; do sleep 0.2; done; echo up";

  /** What becomes of an instance. */
  enum Fate {
    LIVES,
    /** EC2 takes it away at once, while it is pending. */
    ENDS,
    /** Somebody else's host answers at its address: the keys of its user data are not there. */
    IS_ANOTHER
  }

  private final Ec2Stub ec2;
  private final List<NamespaceHost> hosts;
  private final List<NamespaceHost> free = new ArrayList<>();
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
  private final Map<Integer, Fate> fates = new HashMap<>();
  private final Queue<Future<?>> boots = new ConcurrentLinkedQueue<>();
  private Duration boot = Duration.ZERO;
  private int launches;

  private Fleet(Ec2Stub ec2, List<NamespaceHost> hosts) {
    this.ec2 = ec2;
    this.hosts = List.copyOf(hosts);
    recycle();
    ec2.addresses(this::launched);
  }

  /** Boots hosts with an engine, without an sshd that answers. */
  static Fleet of(int count, Path folder) throws Exception {
    NamespaceHost first = host(folder, 0); // builds the tree that all of them share
    List<NamespaceHost> hosts = new ArrayList<>(List.of(first));
    try (ExecutorService few = Executors.newFixedThreadPool(2)) {
      List<CompletableFuture<NamespaceHost>> booting = new ArrayList<>();
      for (int number = 1; number < count; number++) {
        int mine = number;
        booting.add(CompletableFuture.supplyAsync(() -> unchecked(folder, mine), few));
      }
      for (CompletableFuture<NamespaceHost> one : booting) {
        hosts.add(one.get());
      }
    } catch (ExecutionException e) {
      hosts.forEach(Fleet::end);
      throw e;
    }
    return new Fleet(Ec2Stub.start(), hosts);
  }

  private static NamespaceHost unchecked(Path folder, int number) {
    try {
      return host(folder, number);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NamespaceHost host(Path folder, int number)
      throws IOException, InterruptedException {
    Path mine = Files.createDirectory(folder.resolve("host-" + number));
    NamespaceHost host = NamespaceHost.bootWithEngine("trixie", mine, number);
    String state = host.run("timeout", "120", "sh", "-c", UP);
    if (!state.endsWith("up")) {
      end(host);
      throw new IOException("host " + number + " does not start: " + state);
    }
    return host;
  }

  /** Takes all hosts back, which no instance may need any more, and stops their sshd. */
  void recycle() {
    finishBoots();
    free.clear();
    free.addAll(hosts);
    for (NamespaceHost host : hosts) {
      run(host, "systemctl", "stop", "ssh");
    }
    launches = 0;
    fates.clear();
  }

  /**
   * From now on it is as slow as the real one.
   *
   * @param latency of every answer
   * @param pending until an instance is running
   * @param booting until its sshd answers
   */
  void slow(Duration latency, Duration pending, Duration booting) {
    ec2.slow(latency, pending);
    boot = booting;
  }

  /** Three instances come to nothing, at three steps: the launch, the start, the first login. */
  void threeFail() {
    ec2.faultOn("RunInstances", 1, Ec2Fault.refused("InsufficientInstanceCapacity", "no capacity"));
    fates.put(1, Fate.ENDS);
    fates.put(3, Fate.IS_ANOTHER);
  }

  Ec2Stub ec2() {
    return ec2;
  }

  /** A command line of the packaged program, with credentials for this EC2. */
  static String jm(String arguments) {
    return "AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=s3cret "
        + INSTALL
        + "/bin/jmachine "
        + arguments;
  }

  /** The same for a create of instances of this EC2. */
  String create(String rest) {
    return jm(
        "create -d aws --aws-region eu-west-1 --aws-image debian-13 --aws-ssh-user root"
            + " --aws-endpoint "
            + ec2.endpoint()
            + " --aws-check-ip-url "
            + ec2.checkIpUrl()
            + " "
            + rest);
  }

  /** The stub calls it under a lock of its own: one after the other. */
  private String launched(Ec2Addresses.Start start) {
    NamespaceHost host = free.removeFirst();
    Fate fate = fates.getOrDefault(launches++, Fate.LIVES);
    long delay = fate == Fate.ENDS ? 0 : boot.toNanos();
    boots.add(later.schedule(() -> booted(host, start, fate), delay, TimeUnit.NANOSECONDS));
    return host.address();
  }

  private void booted(NamespaceHost host, Ec2Addresses.Start start, Fate fate) {
    switch (fate) {
      case LIVES -> FirstBoot.of(host, start.userData());
      case ENDS -> ec2.takeAway(start.instanceId());
      case IS_ANOTHER -> run(host, "systemctl", "start", "ssh");
    }
  }

  /** What went wrong in one is told here. */
  private void finishBoots() {
    for (Future<?> one = boots.poll(); one != null; one = boots.poll()) {
      try {
        one.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void run(NamespaceHost host, String... command) {
    try {
      host.run(command);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void end(NamespaceHost host) {
    try {
      host.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ec2.close();
    try {
      finishBoots();
    } finally {
      later.shutdownNow();
      hosts.forEach(Fleet::end);
    }
  }
}
