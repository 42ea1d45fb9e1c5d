package dev.jmachine.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
  private static final Expiry NOW = new Expiry(Instant.parse("2026-02-28T23:30:00Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T23:59:59Z, 29 min",
    "2026-02-28T23:59:59.999999999Z, 29 min",
    "2026-03-01T04:30:00Z, 5 h",
    "2026-03-01T05:30:00+01:00, 5 h",
    "2028-02-29T23:30:00Z, 731 d",
    "2026-02-28T23:30:00Z, expired",
    "1999-12-31T00:00:00Z, expired",
    "2026-02-30T00:00:00Z, ''",
    "2026-13-01T00:00:00Z, ''",
    "2027-01-01T24:61:00Z, ''",
    "2026-03-01, ''",
    "soon, ''"
  })
  void whatIsLeftIsShownInTheUnitThatSuits(String end, String shown) {
    Machine machine =
        Machine.reserved(
                new MachineName("dev"),
                "0123",
                "2026-01-01T00:00:00Z",
                new MachineSpec("none", Map.of(), EngineOptions.defaults()))
            .withEngine(new Engine("tcp://h:1", "28.0.0", "1.48", end));
    assertThat(NOW.shown(new LsRow("dev", machine, false, "", "", ""))).isEqualTo(shown);
  }
}
