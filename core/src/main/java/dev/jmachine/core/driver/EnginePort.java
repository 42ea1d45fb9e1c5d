package dev.jmachine.core.driver;

import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Observes hosts of which no provider can be asked, by a TCP connection to the engine's port. Never
 * to the SSH port: OpenSSH 9.8 and later locks out callers that connect and leave
 * (PerSourcePenalties in sshd_config(5)).
 */
public final class EnginePort {
  private final Duration timeout;

  /** Waits at most {@code timeout} for each address of a host. */
  public EnginePort(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Connects once.
   *
   * @return Seen RUNNING where something listens, TimedOut where nothing answers, else Unreachable
   *     with the reason
   */
  public Observed observe(HostAccess access) throws InterruptedException {
    try {
      return observe(access, InetAddress.getAllByName(access.engineHost()));
    } catch (UnknownHostException e) {
      return new Observed.Unreachable(access.engineHost() + " does not resolve");
    }
  }

  /**
   * Connects to all machines side by side; the answer has an entry for each. Those whose record has
   * an address are looked at from this thread; a name may take its time to resolve, so each of
   * those gets a thread.
   */
  public Map<MachineName, Observed> observeAll(List<Machine> machines) throws InterruptedException {
    Map<MachineName, Observed> observed = new HashMap<>();
    List<Machine> named = new ArrayList<>();
    ConnectRound round = new ConnectRound(timeout);
    for (Machine machine : machines) {
      HostAccess access = machine.access();
      InetAddress address = access == null ? null : literal(access.engineHost());
      if (access == null) {
        observed.put(machine.machineName(), observe(machine));
      } else if (address == null) {
        named.add(machine);
      } else {
        round.add(machine.machineName(), access, address);
      }
    }
    if (named.isEmpty()) {
      observed.putAll(round.observe());
      return observed;
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Observed>> answers = new ArrayList<>();
      for (Machine machine : named) {
        answers.add(executor.submit(() -> observe(machine)));
      }
      observed.putAll(round.observe());
      for (int i = 0; i < answers.size(); i++) {
        observed.put(named.get(i).machineName(), answers.get(i).get());
      }
      return observed;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The address that the text is, without asking anybody; null for a name. */
  private static @Nullable InetAddress literal(String host) {
    for (int i = 0; i < host.length() && host.indexOf(':') < 0; i++) {
      char c = host.charAt(i);
      if (c != '.' && !(c >= '0' && c <= '9')) {
        return null;
      }
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Observes a machine by the address in its record. */
  public Observed observe(Machine machine) throws InterruptedException {
    HostAccess access = machine.access();
    return access == null
        ? new Observed.Unreachable("its address is not known: its creation did not end")
        : observe(access);
  }

  private Observed observe(HostAccess access, InetAddress[] addresses) throws InterruptedException {
    Observed last = new Observed.TimedOut();
    for (InetAddress address : addresses) {
      last = connect(access, address);
      if (last instanceof Observed.Seen) {
        return last;
      }
    }
    return last;
  }

  private Observed connect(HostAccess access, InetAddress address) throws InterruptedException {
    // a channel's socket, since its connect ends when the thread is interrupted
    try (SocketChannel channel = SocketChannel.open()) {
      int millis = (int) Math.max(1, timeout.toMillis());
      channel.socket().connect(new InetSocketAddress(address, access.enginePort()), millis);
      return new Observed.Seen(MachineState.RUNNING, null);
    } catch (SocketTimeoutException e) {
      return new Observed.TimedOut();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while connecting to the engine");
      }
      return refused(access, e);
    }
  }

  static Observed refused(HostAccess access, IOException why) {
    return new Observed.Unreachable("no engine at " + access.engineUrl() + ": " + why.getMessage());
  }
}
