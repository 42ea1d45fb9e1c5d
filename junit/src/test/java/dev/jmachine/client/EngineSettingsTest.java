package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {
  @Test
  void bothKindsOfQuotesAreRead() {
    EngineSettings settings =
        EngineSettings.of(
            "DOCKER_HOST='tcp://h:1'\nDOCKER_CERT_PATH=\"/a'b\\\\c\\$\\\"\\nd\"\nX=''\n");
    assertThat(settings.url().getPort()).isEqualTo(1);
    assertThat(settings.certificates()).isEqualTo(Path.of("/a'b\\c$\"\nd"));
    assertThat(settings.variables()).containsEntry("X", "");
  }

  @Test
  void aMachineWithoutCertificatesSaysSo() {
    EngineSettings settings = EngineSettings.of("DOCKER_HOST='tcp://h:1'\nDOCKER_CERT_PATH=''\n");
    assertThatThrownBy(settings::certificates)
        .isInstanceOf(HostException.class)
        .hasMessageContaining("DOCKER_CERT_PATH");
  }
}
