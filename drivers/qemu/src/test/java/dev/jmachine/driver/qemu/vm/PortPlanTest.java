package dev.jmachine.driver.qemu.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPlanTest {
  /** Ports of which some are taken; new ones count up from 50000. */
  private static final class FakePorts implements HostPorts {
    private final Set<Integer> taken;
    private int next = 50000;

    FakePorts(Integer... taken) {
      this.taken = Set.of(taken);
    }

    @Override
    public boolean isFree(int port) {
      return !taken.contains(port);
    }

    @Override
    public int free() {
      return next++;
    }
  }

  @Test
  void theFirstStartTakesAnyFreePorts() throws IOException {
    assertThat(new PortPlan(List.of(), List.of()).choose(new FakePorts()))
        .containsExactly(new Forward(50000, 22), new Forward(50001, 2376));
  }

  @Test
  void laterStartsKeepTheirPortsWhereTheseAreFree() throws IOException {
    PortPlan plan =
        new PortPlan(List.of(), List.of(new Forward(40022, 22), new Forward(42376, 2376)));
    assertThat(plan.choose(new FakePorts(42376)))
        .containsExactly(new Forward(40022, 22), new Forward(50000, 2376));
  }

  @Test
  void fixedPortsAreTakenAsTheyAre() throws IOException {
    PortPlan plan =
        new PortPlan(List.of(Forward.parse("2376:2376"), Forward.parse("8080:80")), List.of());
    assertThat(plan.choose(new FakePorts()))
        .containsExactly(new Forward(2376, 2376), new Forward(8080, 80), new Forward(50000, 22));
  }

  @Test
  void aFixedPortThatIsTakenIsAClearFailure() {
    PortPlan plan = new PortPlan(List.of(Forward.parse("8080:80")), List.of());
    assertThatThrownBy(() -> plan.requireFixed(new FakePorts(8080), FailureKind.CHECK))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(failure.what()).isEqualTo("port 8080 of 127.0.0.1 is taken");
              assertThat(failure.hints()).anyMatch(hint -> hint.contains("--qemu-port"));
            });
  }

  @Test
  void aPortThatIsListenedOnIsNotFree() throws IOException {
    HostPorts ports = HostPorts.system();
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(ports.isFree(socket.getLocalPort())).isFalse();
    }
    assertThat(ports.isFree(ports.free())).isTrue();
  }

  @Test
  void nonsenseForwardsAreRefused() {
    for (String text : List.of("", "80", "80:", "0:80", "80:70000", "1.2.3.4:80:80", "a:b")) {
      assertThatThrownBy(() -> Forward.parse(text))
          .isInstanceOfSatisfying(
              MachineFailure.class, f -> assertThat(f.kind()).isEqualTo(FailureKind.USAGE));
    }
  }

  @Test
  void onlyForwardsOnLoopbackAddressesAreConfirmed() {
    String table =
        """
        Hub -1 (net):
          Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ
          TCP[HOST_FORWARD]  15       127.0.0.1 42376       10.0.2.15  2376     0     0
          TCP[HOST_FORWARD]  14               * 40022       10.0.2.15    22     0     0
          TCP[HOST_FORWARD]  17       127.3.2.1 32768       10.0.2.15 32768     0     0
          TCP[ESTABLISHED]   16       127.0.0.1 40022       10.0.2.15    22     0     0
        """;
    assertThat(ForwardTable.parse(table))
        .containsExactly(
            new PortForward("127.0.0.1", 42376, 2376), new PortForward("127.3.2.1", 32768, 32768));
  }
}
