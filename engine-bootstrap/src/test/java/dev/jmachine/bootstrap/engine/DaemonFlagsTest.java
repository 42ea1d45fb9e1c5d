package dev.jmachine.bootstrap.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonFlagsTest {
  @Test
  void optionsBecomeFlagsInTheirOrder() {
    DaemonFlags flags = new DaemonFlags(List.of("debug", "log-driver=local", "dns=1.1.1.1"));
    assertThat(flags.words()).containsExactly("--debug", "--log-driver=local", "--dns=1.1.1.1");
    assertThat(flags.has("log-driver")).isTrue();
    assertThat(flags.has("log")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--debug",
        "a b",
        "x;reboot=1",
        "$(x)=1",
        "Debug",
        "tlsverify=false",
        "host=tcp://:1",
        "a=\0"
      })
  void namesThatAreNoneOrAreOursAreRefused(String option) {
    assertThatThrownBy(() -> new DaemonFlags(List.of(option)))
        .isInstanceOfSatisfying(
            MachineFailure.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE));
  }
}
