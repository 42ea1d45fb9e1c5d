package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.machine.HostKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
  private static final HostKey ED25519 = Golden.key("ed25519");
  private static final HostKey ECDSA = Golden.key("ecdsa");
  private static final HostKey RSA = Golden.key("rsa");
  private static final HostKey NAT = Golden.key("nat");

  @ParameterizedTest
  @ValueSource(strings = {"known_hosts.plain", "known_hosts.hashed"})
  void allKeysOfAHostAreFound(String file) throws IOException {
    assertThat(keys(file, "web.example.com", 22)).containsExactly(ED25519, ECDSA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"known_hosts.plain", "known_hosts.hashed"})
  void anotherPortIsAnotherHost(String file) throws IOException {
    assertThat(keys(file, "nat.example.com", 2222)).containsExactly(NAT);
    assertThat(keys(file, "nat.example.com", 22)).isEmpty();
    assertThat(keys(file, "web.example.com", 2222)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"known_hosts.plain", "known_hosts.hashed"})
  void theCaseOfANameDoesNotMatter(String file) throws IOException {
    assertThat(keys(file, "WEB.Example.COM", 22)).containsExactly(ED25519, ECDSA);
  }

  @Test
  void hashedAddressesAreFound() throws IOException {
    assertThat(keys("known_hosts.hashed", "192.0.2.7", 22)).containsExactly(RSA);
    assertThat(keys("known_hosts.hashed", "2001:db8::7", 22)).containsExactly(ED25519);
    assertThat(keys("known_hosts.hashed", "192.0.2.8", 22)).isEmpty();
  }

  @Test
  void anIpv6AddressWithAPortIsFound() throws IOException {
    assertThat(keys("known_hosts.plain", "2001:db8::7", 2222)).containsExactly(NAT);
  }

  @ParameterizedTest
  @CsvSource({
    "db.lab.example.com, true",
    "secret.lab.example.com, false",
    "lab.example.com, false",
    "host1.example.net, true",
    "host12.example.net, false",
    "hostx.exampleXnet, false"
  })
  void patternsAndTheirExceptionsHold(String host, boolean found) throws IOException {
    assertThat(!keys("known_hosts.plain", host, 22).isEmpty()).isEqualTo(found);
  }

  @Test
  void aRevokedKeyIsNotAmongTheKeys() throws IOException {
    KnownHosts known = lookUp("known_hosts.plain", "retired.example.com", 22);
    assertThat(known.keys()).containsExactly(ED25519);
    assertThat(known.revokes(Golden.key("old"))).isTrue();
    assertThat(known.revokes(new HostKey(PublicKeyText.fingerprint(Golden.key("old"))))).isTrue();
    assertThat(known.revokes(ED25519)).isFalse();
  }

  @Test
  void aCertificateAuthorityIsNoHostKey() throws IOException {
    KnownHosts known = lookUp("known_hosts.plain", "a.corp.example.com", 22);
    assertThat(known.keys()).isEmpty();
    assertThat(known.certAuthority()).isTrue();
    assertThat(lookUp("known_hosts.plain", "web.example.com", 22).certAuthority()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsa.example.com", "damaged.example.com", "ssh1.example.com"})
  void keysThatCannotBeUsedAreLeftOut(String host) throws IOException {
    assertThat(keys("known_hosts.plain", host, 22)).isEmpty();
  }

  @Test
  void aLineInAnotherEncodingWithCarriageReturnIsRead() throws IOException {
    assertThat(keys("known_hosts.plain", "latin.example.com", 22)).containsExactly(NAT);
  }

  @Test
  void severalFilesAreReadInOrderAndAKeyIsGivenOnce() throws IOException {
    List<Path> files = List.of(Golden.file("known_hosts.hashed"), Golden.file("known_hosts.plain"));
    assertThat(KnownHosts.lookUp(files, "192.0.2.7", 22).keys()).containsExactly(RSA, ED25519);
    assertThat(KnownHosts.lookUp(files, "web.example.com", 22).keys())
        .containsExactly(ED25519, ECDSA);
  }

  @Test
  void aFingerprintIsThatOfSshKeygen() {
    assertThat(PublicKeyText.fingerprint(ED25519))
        .isEqualTo("SHA256:K6gRyjAXD7lKNEQ7xL3pfL9KzXHAsmcoEc6mNcwIisA");
    assertThat(PublicKeyText.fingerprint(RSA))
        .isEqualTo("SHA256:eonIIRwRP4ewLF6eg7VhWFP6rGD5Zi6Ww1my826xUsw");
  }

  private static List<HostKey> keys(String file, String host, int port) throws IOException {
    return lookUp(file, host, port).keys();
  }

  private static KnownHosts lookUp(String file, String host, int port) throws IOException {
    return KnownHosts.lookUp(List.of(Golden.file(file)), host, port);
  }
}
