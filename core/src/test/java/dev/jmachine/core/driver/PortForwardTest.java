package dev.jmachine.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortForwardTest {
  @ParameterizedTest
  @CsvSource({
    "8080,127.0.0.1:8080->8080/tcp",
    "8080:80,127.0.0.1:8080->80/tcp",
    "127.3.2.1:8080:80,127.3.2.1:8080->80/tcp"
  })
  void itReadsAsDockerWritesPublishedPorts(String text, String shown) {
    assertThat(PortForward.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "0",
        "65536",
        "80:",
        ":80",
        "0.0.0.0:80:80",
        "128.0.0.1:80:80",
        "::1:80:80",
        "127.1:80:80",
        "127.0.0.256:80:80",
        "127.0.0.1 x:80:80",
        "80:80:80:80"
      })
  void whatWouldBeOfferedToTheNetworkOrMakesNoSenseIsRefused(String text) {
    assertThatThrownBy(() -> PortForward.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
