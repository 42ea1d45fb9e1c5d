package dev.jmachine.driver.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {
  @ParameterizedTest
  @CsvSource({
    "tcp://192.0.2.7:12376, tcp://192.0.2.7:12376",
    "tcp://engine.example.com, tcp://engine.example.com:2376",
    "https://engine.example.com:2376/, tcp://engine.example.com:2376",
    "TCP://engine:1, tcp://engine:1",
    "localhost, tcp://localhost:2376",
    "' localhost:65535 ', tcp://localhost:65535",
    "tcp://[2001:db8::7]:2376, tcp://[2001:db8::7]:2376",
    "[::1], tcp://[::1]:2376",
    "2001:db8::7, tcp://[2001:db8::7]:2376"
  })
  void whatUsersTypeIsRead(String typed, String url) {
    assertThat(EngineAddress.parse(typed).access().engineUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://engine:2375",
        "unix:///var/run/docker.sock",
        "ssh://root@engine",
        "ftp://engine",
        "tcp://",
        "tcp://engine:0",
        "tcp://engine:65536",
        "tcp://engine:999999",
        "tcp://engine:x",
        "tcp://user@engine",
        "tcp://engine/path",
        "-engine",
        "a b"
      })
  void anythingElseIsRefused(String typed) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> EngineAddress.parse(typed))
        .withMessageStartingWith("\"" + typed + "\" is no URL of an engine: ")
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.USAGE));
  }
}
