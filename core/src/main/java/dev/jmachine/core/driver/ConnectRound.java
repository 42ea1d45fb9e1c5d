package dev.jmachine.core.driver;

import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the engines of many machines side by side from one thread: a thread for each, be it a
 * virtual one, costs more than the look. So many connections at most are under way at once as leave
 * room below the usual limit of 1,024 open files; each has the whole time from its own beginning.
 * Used once, by one thread.
 */
final class ConnectRound {
  private static final int MOST = 512;

  private final Duration timeout;
  private final Queue<Target> waiting = new ArrayDeque<>();
  private final Queue<Look> underWay = new ArrayDeque<>();
  private final Map<MachineName, Observed> observed = new HashMap<>();
  private int open;
  private @Nullable Selector selector;

  ConnectRound(Duration timeout) {
    this.timeout = timeout;
  }

  /** A machine to look at. */
  private record Target(MachineName name, HostAccess access, InetAddress address) {}

  /** A connection that neither stands nor failed yet. */
  private record Look(Target target, SocketChannel channel, Deadline deadline) {}

  /** One more machine to look at. */
  void add(MachineName name, HostAccess access, InetAddress address) {
    waiting.add(new Target(name, access, address));
  }

  /** Looks at all of them; the answer has an entry for each. */
  Map<MachineName, Observed> observe() throws InterruptedException {
    try {
      while (!waiting.isEmpty() || open > 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while connecting to engines");
        }
        while (open < MOST && !waiting.isEmpty()) {
          begin(waiting.remove());
        }
        giveUpTheLate();
        if (open > 0 && selector != null) {
          collect(selector);
        }
      }
      return observed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      leave();
    }
  }

  private void begin(Target target) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      InetSocketAddress engine =
          new InetSocketAddress(target.address(), target.access().enginePort());
      // a port of this computer answers at once, be it open or closed: no selector is made for it
      if (!channel.connect(engine) && !channel.finishConnect()) {
        Look look = new Look(target, channel, Deadline.in(timeout, Ticker.system()));
        selector = selector == null ? Selector.open() : selector;
        channel.register(selector, SelectionKey.OP_CONNECT, look);
        underWay.add(look);
        open++;
        return;
      }
      observed.put(target.name(), new Observed.Seen(MachineState.RUNNING, null));
    } catch (IOException e) {
      observed.put(target.name(), EnginePort.refused(target.access(), e));
    }
    channel.close();
  }

  /** They began in this order, and so they end. */
  private void giveUpTheLate() throws IOException {
    for (Look look = underWay.peek(); look != null; look = underWay.peek()) {
      if (!observed.containsKey(look.target().name())) {
        if (!look.deadline().passed()) {
          return;
        }
        end(look, new Observed.TimedOut());
      }
      underWay.remove();
    }
  }

  /** Waits until a connection stands or fails, or the first one is late. */
  private void collect(Selector from) throws IOException {
    Look first = underWay.element();
    from.select(first.deadline().left().toMillis() + 1);
    for (SelectionKey key : from.selectedKeys()) {
      finish((Look) key.attachment());
    }
    from.selectedKeys().clear();
  }

  private void finish(Look look) throws IOException {
    try {
      if (look.channel().finishConnect()) {
        end(look, new Observed.Seen(MachineState.RUNNING, null));
      }
    } catch (IOException e) {
      end(look, EnginePort.refused(look.target().access(), e));
    }
  }

  private void end(Look look, Observed answer) throws IOException {
    observed.put(look.target().name(), answer);
    look.channel().close();
    open--;
  }

  private void leave() {
    try {
      for (Look look : underWay) {
        look.channel().close();
      }
      if (selector != null) {
        selector.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
