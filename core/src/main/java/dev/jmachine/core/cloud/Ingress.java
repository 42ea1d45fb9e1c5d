package dev.jmachine.core.cloud;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may connect to which ports of a machine.
 *
 * @param ports SSH, the engine's and the user's
 * @param sources address ranges, as "198.51.100.7/32"
 */
public record Ingress(List<OpenPort> ports, List<String> sources) {
  /** For a machine whose ports others have opened. */
  public static final Ingress NONE = new Ingress(List.of(), List.of());

  /** Learns the caller's own ranges; asked only where the user names none. */
  @FunctionalInterface
  public interface Caller {
    List<String> ranges() throws InterruptedException;
  }

  public Ingress {
    ports = List.copyOf(ports);
    sources = List.copyOf(sources);
  }

  /**
   * SSH, the engine and what the user opens besides, for the ranges that he names or else the
   * caller's.
   *
   * @throws MachineFailure USAGE for what is no port or range
   */
  public static Ingress of(IngressOptions names, OptionValues options, int sshPort, Caller caller)
      throws InterruptedException {
    List<OpenPort> ports = new ArrayList<>();
    ports.add(OpenPort.tcp(sshPort));
    ports.add(OpenPort.tcp(HostAccess.ENGINE_PORT));
    options.list(names.openPort()).forEach(text -> ports.add(OpenPort.of(names.openPort(), text)));
    List<String> given = options.list(names.allow());
    boolean world = options.flag(names.world());
    return new Ingress(
        ports,
        given.isEmpty()
            ? caller.ranges()
            : given.stream().map(text -> Cidr.of(names, text, world)).toList());
  }
}
