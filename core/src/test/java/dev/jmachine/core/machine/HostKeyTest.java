package dev.jmachine.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {
  private static final String FINGERPRINT = "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGkKJuU1dDHIo5gKX7g";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ+/0a",
        "ssh-rsa AAAAB3Nza==",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNh=",
      })
  void aPublicKeyIsTaken(String text) {
    assertThat(new HostKey(text).isFingerprint()).isFalse();
  }

  @Test
  void aFingerprintIsTaken() {
    assertThat(new HostKey(FINGERPRINT).isFingerprint()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ssh-ed25519",
        "ssh-ed25519 ",
        "ssh- AAAA",
        "ssh-ed25519 AAAA user@host",
        "ssh-ed25519 AAAA===",
        "ssh-ed25519 AA AA",
        "ssh-ed25519 AAAA\n",
        "ssh-ed25519 =",
        "SSH-ed25519 AAAA",
        "rsa AAAA",
        "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGkKJuU1dDHIo5gKX7",
        FINGERPRINT + "=",
        "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new HostKey(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
