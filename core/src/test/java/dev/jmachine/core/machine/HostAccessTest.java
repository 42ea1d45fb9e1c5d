package dev.jmachine.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAccessTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, tcp://192.0.2.1:2376",
    "2001:db8::1, tcp://[2001:db8::1]:2376",
    "host.example, tcp://host.example:2376"
  })
  void theEnginesUrlBracketsIpv6(String host, String url) {
    assertThat(new HostAccess(null, host, 2376, 2376, List.of()).engineUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void aPortIsAPort(int port) {
    assertThatThrownBy(() -> new HostAccess(null, "h", port, 2376, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SshEndpoint("h", port, "u", null, List.of(), false, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"-oProxyCommand=x, u", "h, -l", "' ', u", "h, ' '"})
  void anEndpointThatSshWouldTakeForAnOptionIsRefused(String host, String user) {
    assertThatThrownBy(() -> new SshEndpoint(host, 22, user, null, List.of(), false, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pinningAKeyEndsTrustOnFirstUse() {
    SshEndpoint seen =
        new SshEndpoint("h", 22, "u", null, List.of(), true, null)
            .pinned(new HostKey("ssh-ed25519 AAAA"));
    assertThat(seen.trustOnFirstUse()).isFalse();
    assertThat(seen.hostKeys()).containsExactly(new HostKey("ssh-ed25519 AAAA"));
    assertThat(seen.at("other", 2222).hostKeys()).isEqualTo(seen.hostKeys());
  }
}
