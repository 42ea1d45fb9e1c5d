package dev.jmachine.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginePortTest {
  private final EnginePort port = new EnginePort(Duration.ofSeconds(5));

  @Test
  void aHostWhosePortListensIsRunning() throws Exception {
    try (ServerSocket engine = listening()) {
      assertThat(port.observe(access("localhost", engine.getLocalPort())))
          .isEqualTo(new Observed.Seen(MachineState.RUNNING, null));
    }
  }

  @Test
  void aRefusedConnectionIsUnreachableWithTheUrlAndTheReason() throws Exception {
    int closed = closedPort();
    assertThat(port.observe(access("127.0.0.1", closed)))
        .isEqualTo(
            new Observed.Unreachable(
                "no engine at tcp://127.0.0.1:" + closed + ": Connection refused"));
  }

  @Test
  void aNameThatDoesNotResolveIsUnreachable() throws Exception {
    assertThat(port.observe(access("no such name", 2376)))
        .isEqualTo(new Observed.Unreachable("no such name does not resolve"));
  }

  @Test
  void aHostThatDoesNotAnswerTimesOut() throws Exception {
    EnginePort hasty = new EnginePort(Duration.ofMillis(50));
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, waiting);
      assertThat(hasty.observe(access("127.0.0.1", full.getLocalPort())))
          .isEqualTo(new Observed.TimedOut());
    } finally {
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void anInterruptedLookEndsAsInterruption() throws Exception {
    int closed = closedPort();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> port.observe(access("127.0.0.1", closed)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void allMachinesAreAnsweredForEvenThoseWithoutAnAddress() throws Exception {
    Machine half = machine("half");
    try (ServerSocket engine = listening()) {
      Machine whole = machine("whole").withAccess(access("127.0.0.1", engine.getLocalPort()));
      Map<MachineName, Observed> all = port.observeAll(List.of(half, whole));
      assertThat(all)
          .containsOnlyKeys(half.machineName(), whole.machineName())
          .containsEntry(whole.machineName(), new Observed.Seen(MachineState.RUNNING, null));
      assertThat(all.get(half.machineName())).isInstanceOf(Observed.Unreachable.class);
    }
  }

  @Test
  void manyMachinesAreLookedAtSideBySideAndEachHasItsOwnAnswer() throws Exception {
    EnginePort hasty = new EnginePort(Duration.ofMillis(300));
    List<Socket> waiting = new ArrayList<>();
    List<Machine> machines = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket engine = listening()) {
      fill(full, waiting);
      int[] ports = {full.getLocalPort(), engine.getLocalPort(), closedPort()};
      for (int i = 0; i < 60; i++) {
        machines.add(machine("m-" + i).withAccess(access("127.0.0.1", ports[i % 3])));
      }
      machines.add(machine("named").withAccess(access("localhost", engine.getLocalPort())));
      long start = System.nanoTime();
      Map<MachineName, Observed> all = hasty.observeAll(machines);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("20 silent hosts of 300 ms each, one after the other, would take 6 s")
          .isLessThan(Duration.ofSeconds(4));
      assertThat(all).hasSize(61);
      for (int i = 0; i < 60; i += 3) {
        assertThat(all.get(new MachineName("m-" + i))).isInstanceOf(Observed.TimedOut.class);
        assertThat(all.get(new MachineName("m-" + (i + 1)))).isInstanceOf(Observed.Seen.class);
        assertThat(all.get(new MachineName("m-" + (i + 2))))
            .isEqualTo(
                new Observed.Unreachable(
                    "no engine at tcp://127.0.0.1:" + ports[2] + ": Connection refused"));
      }
      assertThat(all.get(new MachineName("named"))).isInstanceOf(Observed.Seen.class);
    } finally {
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void anInterruptedLookAtManyEndsAsInterruption() throws Exception {
    Machine machine = machine("one").withAccess(access("127.0.0.1", closedPort()));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> port.observeAll(List.of(machine)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Fills the queue of connections that nobody accepts, so that the next one gets no answer. */
  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    for (int i = 0; i < 8; i++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 50);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IllegalStateException("the queue does not fill");
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = listening()) {
      return socket.getLocalPort();
    }
  }

  private static HostAccess access(String host, int port) {
    return new HostAccess(null, host, port, port, List.of(host));
  }

  private static Machine machine(String name) {
    return Machine.reserved(
        new MachineName(name),
        "u1",
        "2026-01-01T00:00:00Z",
        new MachineSpec("none", Map.of(), EngineOptions.defaults()));
  }
}
