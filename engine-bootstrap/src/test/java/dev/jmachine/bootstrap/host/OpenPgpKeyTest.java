package dev.jmachine.bootstrap.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPgpKeyTest {
  /** Made for this test with gpg, which printed the fingerprint below. */
  private static final String KEY =
      """
      -----BEGIN PGP PUBLIC KEY BLOCK-----

      mDMEawSr+xYJKwYBBAHaRw8BAQdAD/fClTRrGna0ePZjKuLZGhJb/cS6MrNrgHB0
      WbHNPZO0FFRlc3QgPHRAZXhhbXBsZS5jb20+iJAEExYIADgWIQQPto1X6CO/acW7
      jE4oN/rTy4ik0AUCawSr+wIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAKCRAo
      N/rTy4ik0Gw+AQCAtpChVp6ClvuIlk2BQfQHyyHpSyaFTdSZil6i9hhqIgD/RHeb
      bl7IrFJvkhBIdmG5t9ndtZoIDAhi8JL4i3DWJAo=
      =wxmM
      -----END PGP PUBLIC KEY BLOCK-----
      """;

  private static final String FINGERPRINT = "0FB68D57E823BF69C5BB8C4E2837FAD3CB88A4D0";

  @Test
  void theFingerprintIsTheOneThatGpgPrints() throws Exception {
    assertThat(OpenPgpKey.fingerprints(ascii(KEY))).containsExactly(FINGERPRINT);
  }

  @Test
  void theSameKeyWithoutArmourIsReadToo() throws Exception {
    assertThat(OpenPgpKey.fingerprints(binary())).containsExactly(FINGERPRINT);
  }

  @Test
  void aSecondKeyInTheFileDoesNotHide() throws Exception {
    byte[] one = binary();
    byte[] two = java.util.Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);
    assertThat(OpenPgpKey.fingerprints(two)).containsExactly(FINGERPRINT, FINGERPRINT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><body>404 Not Found</body></html>",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n!!!!\n-----END PGP PUBLIC KEY BLOCK-----\n",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEah8=\n-----END PGP PUBLIC KEY BLOCK-----\n"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> OpenPgpKey.fingerprints(ascii(text))).isInstanceOf(IOException.class);
  }

  private static byte[] binary() {
    StringBuilder base64 = new StringBuilder();
    KEY.lines()
        .filter(line -> !line.startsWith("-") && !line.startsWith("=") && !line.isBlank())
        .forEach(base64::append);
    return Base64.getDecoder().decode(base64.toString());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
