package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  @Test
  void aUrlAndAHostWithAPortAreTaken() {
    assertThat(
            Proxies.of(
                Map.of("HTTPS_PROXY", "http://proxy.example:3128/", "http_proxy", "192.0.2.1:81")))
        .containsOnly(
            Map.entry("https.proxyHost", "proxy.example"),
            Map.entry("https.proxyPort", "3128"),
            Map.entry("http.proxyHost", "192.0.2.1"),
            Map.entry("http.proxyPort", "81"));
    assertThat(Proxies.of(Map.of("https_proxy", "http://user:pw@proxy.example")))
        .containsEntry("https.proxyHost", "proxy.example")
        .containsEntry("https.proxyPort", "80");
  }

  @Test
  void hostsThatNeedNoProxyAreReachedWithoutIt() {
    assertThat(
            Proxies.of(
                Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "corp.example, .internal,10.0.0.7")))
        .containsEntry(
            "http.nonProxyHosts",
            "localhost|127.*|[::1]|corp.example|*.corp.example|*.internal|10.0.0.7|*.10.0.0.7");
    assertThat(Proxies.of(Map.of("HTTPS_PROXY", "p:1", "no_proxy", "*")))
        .containsEntry("http.nonProxyHosts", "localhost|127.*|[::1]|*");
  }

  @Test
  void withoutAProxyNothingIsSet() {
    assertThat(Proxies.of(Map.of("NO_PROXY", "x"))).isEmpty();
    for (String none : List.of("", " ", "http://", ":", "a b")) {
      assertThat(Proxies.of(Map.of("HTTPS_PROXY", none))).as(none).isEmpty();
    }
  }
}
