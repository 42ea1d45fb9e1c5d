package dev.jmachine.tls;

import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.TlsFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectAltNamesTest {
  @Test
  void loopbackIsAlwaysIn() {
    SubjectAltNames names = SubjectAltNames.forServer(List.of());
    assertThat(names.dnsNames()).containsExactly("localhost");
    assertThat(names.addresses()).containsExactlyInAnyOrder("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void eachNameAndAddressIsHeldOnce() {
    SubjectAltNames names =
        SubjectAltNames.forServer(
            List.of("Web-1.Example.COM.", "web-1.example.com", "2001:DB8::7", "2001:db8:0:0::7"));
    assertThat(names.dnsNames()).containsExactly("localhost", "web-1.example.com");
    assertThat(names.addresses()).contains("2001:db8:0:0:0:0:0:7").hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "WEB, web",
    "web.example.com., web.example.com",
    "*.example.com, *.example.com",
    "bücher.example, xn--bcher-kva.example",
    "7.example, 7.example",
    "192.0.2.7, 192.0.2.7",
    "[::1], 0:0:0:0:0:0:0:1",
    "::ffff:192.0.2.7, 192.0.2.7",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
  })
  void oneSpellingIsKept(String given, String kept) {
    assertThat(SubjectAltNames.accepts(given)).isTrue();
    assertThat(SubjectAltNames.normalised(given)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "a..b",
        "-a",
        "a-",
        "a b",
        "a_b",
        "a,b",
        "a/b",
        "a\nb",
        "a\u0000.example.com",
        "DNS:evil,IP:10.0.0.1",
        "$(reboot)",
        "user@host",
        "*",
        "*.com",
        "a.*.com",
        "w*.example.com",
        "1",
        "127.1",
        "010.0.0.1",
        "256.1.1.1",
        "1.2.3.4.5",
        "1.2.3.4.",
        "0.0.0.0",
        "224.0.0.1",
        "0x7f.1",
        "::",
        "ff02::1",
        ":::",
        "1:2",
        "1:2:3:4:5:6:7:8:9",
        "::1%",
        "[::1",
        "10.0.0.0/8",
        "\uD83D\uDE00.\u202Eexample"
      })
  void whatNoCertificateCanHoldIsRefused(String hostile) {
    assertThat(SubjectAltNames.accepts(hostile)).isFalse();
    assertFails(Kind.BAD_NAME, () -> SubjectAltNames.forServer(List.of(hostile)))
        .message()
        .matches(message -> message.chars().noneMatch(Character::isISOControl), "is printable");
  }

  @Test
  void namesMayBeAsLongAsTheDnsTakesThem() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(SubjectAltNames.accepts(longest)).isTrue();
    assertThat(SubjectAltNames.accepts(longest + "a")).isFalse();
    assertThat(SubjectAltNames.accepts(label + "a.example")).isFalse();
    assertFails(Kind.BAD_NAME, () -> SubjectAltNames.normalised("a.".repeat(50_000)))
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void aCertificateTellsWhichHostsItCovers() throws Exception {
    CertificateFacts facts =
        Certs.machine()
            .issueServer(
                Certs.request(), SubjectAltNames.forServer(List.of("Web.Example", "2001:db8::7")))
            .facts();
    assertThat(facts.covers(List.of("web.example", "2001:DB8::7", "127.0.0.1"))).isTrue();
    assertThat(facts.covers(List.of("192.0.2.9"))).isFalse();
  }
}
