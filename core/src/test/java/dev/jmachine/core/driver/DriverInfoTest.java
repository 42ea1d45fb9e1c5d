package dev.jmachine.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverInfoTest {
  @Test
  void everythingThatIsNotDeclaredAbsentIsThere() {
    DriverInfo info =
        new DriverInfo("aws", List.of("amazonec2"), "x", List.of(), Map.of(Capability.KILL, "no"));
    assertThat(info.can(Capability.KILL)).isFalse();
    assertThat(info.can(Capability.START_STOP)).isTrue();
    assertThat(info.isCalled("aws")).isTrue();
    assertThat(info.isCalled("amazonec2")).isTrue();
    assertThat(info.isCalled("amazon")).isFalse();
  }

  @Test
  void anOptionKeepsWhatItHasWhenItIsRefined() {
    DriverOption option =
        DriverOption.of("x-key", OptionType.TEXT, "KEY", "Key")
            .withDefault("d")
            .withAliases("y-key")
            .withEnv("X_KEY")
            .asSecret()
            .inGroup("Keys");
    assertThat(option)
        .isEqualTo(
            new DriverOption(
                "x-key",
                List.of("y-key"),
                OptionType.TEXT,
                "KEY",
                "d",
                List.of("X_KEY"),
                true,
                "Keys",
                "Key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--x", "X", "x_y", "x-", "x y", "x--y"})
  void anOptionsNameIsWhatStandsAfterTheDashes(String name) {
    assertThatThrownBy(() -> DriverOption.of(name, OptionType.TEXT, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStatesAreShownAsWords() {
    assertThat(MachineState.RUNNING.shown()).isEqualTo("Running");
  }

  @Test
  void aKeyPairNeverShowsItsSecret() {
    assertThat(new SshKeyPair("secret", "ssh-ed25519 AAAA").toString()).doesNotContain("secret");
  }
}
