package dev.jmachine.client;

import java.util.UUID;

/**
 * The way in.
 *
 * <pre>{@code
 * try (Host host = JMachine.create("it").memory(2048).start()) {
 *   host.exec("systemctl", "is-active", "docker").orThrow();
 * }
 * }</pre>
 */
public final class JMachine {
  private JMachine() {}

  /** An order for a host with a name that nothing else has: {@code test-} and ten hex digits. */
  public static HostOrder create() {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    return new HostOrder("test-" + random, true);
  }

  /**
   * An order for a host of that name; nothing happens before {@link HostOrder#start}.
   *
   * @param name letters, digits, '-' and '.', at most 63
   */
  public static HostOrder create(String name) {
    return new HostOrder(name, false);
  }

  /**
   * A machine that is there already, as {@code jmachine create} or another program made it. Closing
   * it ends what this object opened and leaves the machine.
   *
   * @throws HostException where there is no such machine
   */
  public static Host open(String name) throws InterruptedException {
    return Host.staying(Program.find(), name);
  }
}
