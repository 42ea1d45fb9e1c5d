package dev.jmachine.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.resource.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
  private final Machine machine =
      Machine.reserved(
          new MachineName("dev"),
          "uid",
          "2026-01-01T00:00:00Z",
          new MachineSpec("fake", Map.of(), EngineOptions.defaults()));

  @Test
  void aReservedMachineHasNothing() {
    assertThat(machine.schema()).isEqualTo(Machine.SCHEMA);
    assertThat(machine.phase()).isEqualTo(Phase.CREATING);
    assertThat(machine.ledger()).isEmpty();
    assertThat(machine.machineName()).isEqualTo(new MachineName("dev"));
    assertThatThrownBy(machine::requireAccess).isInstanceOf(NullPointerException.class);
  }

  @Test
  void eachChangeKeepsTheRest() {
    HostAccess access = new HostAccess(null, "h", 1, 2, List.of());
    Engine engine = new Engine("tcp://h:1", "28", "1.50", null);
    List<Resource> ledger = List.of(Resource.intent("disk", "t", Map.of()));
    Machine changed =
        machine
            .withAccess(access)
            .withEngine(engine)
            .withLedger(ledger)
            .withStep("Waiting")
            .withPhase(Phase.READY);
    assertThat(changed)
        .isEqualTo(
            new Machine(
                1,
                "dev",
                "uid",
                machine.created(),
                Phase.READY,
                machine.spec(),
                ledger,
                access,
                engine,
                null,
                "Waiting",
                false));
  }
}
