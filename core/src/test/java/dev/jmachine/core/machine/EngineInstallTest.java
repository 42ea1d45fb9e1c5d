package dev.jmachine.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineInstallTest {
  @ParameterizedTest
  @ValueSource(strings = {"auto", "distro", "docker", "none", "script:/x/y.sh"})
  void anEngineSourceReadsBackAsItIsWritten(String text) {
    assertThat(EngineInstall.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "script:", "podman", "script"})
  void anUnknownEngineSourceIsToldWithTheKnownOnes(String text) {
    assertThatThrownBy(() -> EngineInstall.parse(text))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.USAGE);
              assertThat(failure.reason()).contains("auto, distro, docker, script:FILE and none");
            });
  }
}
