package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "web.example.com, web.example.com",
    "build_1, build_1",
    "' web ', web",
    "2001:db8::7, 2001:db8::7",
    "[2001:db8::7], 2001:db8::7"
  })
  void namesAndAddressesAreTaken(String typed, String address) {
    assertThat(HostAddress.parse(typed).text()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oProxyCommand=x",
        "a b",
        "a/b",
        "tcp://192.0.2.7",
        "300.1.1.1",
        "1.2.3",
        "2001:db8::zz",
        "a;b",
        "$(id)",
        "web.",
        "wéb",
        "[]"
      })
  void anythingElseIsRefused(String typed) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> HostAddress.parse(typed))
        .satisfies(f -> assertThat(f.kind()).isEqualTo(FailureKind.USAGE))
        .withMessageContaining("\"" + typed + "\" is no address of a host");
  }

  @ParameterizedTest
  @CsvSource({"root@web, --generic-ssh-user", "web:2222, --generic-ssh-port"})
  void aUserOrPortPointsToItsOption(String typed, String option) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> HostAddress.parse(typed))
        .withMessageContaining(option);
  }
}
