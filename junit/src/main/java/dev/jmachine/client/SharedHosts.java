package dev.jmachine.client;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that all of a JVM's code shares: the tests of a run and Testcontainers, which itself has
 * one engine for the whole JVM. They end when the one who asked first gives them back, or with the
 * JVM.
 */
public final class SharedHosts {
  private static final SharedHosts OF_THIS_JVM = new SharedHosts();

  private static final String PROPERTY = "jmachine.host";

  private final Map<Key, Host> hosts = new LinkedHashMap<>();
  private final Set<Host> kept = new HashSet<>();

  private record Key(HostWish wish, String id) {}

  private @Nullable Host given;

  SharedHosts() {}

  /** Those of this JVM (of this class's loader, to be exact). */
  public static SharedHosts ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * The host for such an order; started by the first call, while others wait for it.
   *
   * @param order its name counts only for the first call
   * @param id tells two hosts of equal orders apart
   */
  public synchronized Host get(HostOrder order, String id) throws InterruptedException {
    Key key = new Key(order.wish(), id);
    Host there = hosts.get(key);
    if (there != null) {
      return there;
    }
    Host host = order.start();
    hosts.put(key, host);
    return host;
  }

  /**
   * The machine that the user named with the system property {@code jmachine.host}, to be used
   * instead of new ones, and left as it is.
   *
   * @throws HostException where there is no such machine
   */
  public synchronized Optional<Host> given() throws InterruptedException {
    String name = System.getProperty(PROPERTY, "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (given == null) {
      given = JMachine.open(name);
    }
    return Optional.of(given);
  }

  /** The given host, else the one that was started first; waits for one that is being started. */
  public synchronized Optional<Host> first() throws InterruptedException {
    Optional<Host> named = given();
    return named.isPresent() ? named : hosts.values().stream().findFirst();
  }

  /** From now on this host lives as long as the JVM: something holds its address for ever. */
  public synchronized void keep(Host host) {
    kept.add(host);
  }

  /** Gives a host back: closes it, unless it is kept. */
  public synchronized void end(Host host) {
    if (!kept.contains(host) && hosts.values().remove(host)) {
      host.close();
    }
  }
}
