package dev.jmachine.tls;

import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningRequestTest {
  @Test
  void modernKeysAreTaken() throws Exception {
    assertTaken(Certs.ec("secp256r1"), "SHA256withECDSA");
    assertTaken(Certs.ec("secp384r1"), "SHA384withECDSA");
    assertTaken(Certs.ed25519(), "Ed25519");
    assertTaken(Certs.rsa(2048), "SHA256withRSA");
    assertTaken(Certs.rsa(3072), "SHA512withRSA");
  }

  @Test
  void weakOrUnusualKeysAreRefused() throws Exception {
    assertRefused(Certs.requestPem(Certs.rsa(1024), "SHA256withRSA", null), "1024 bits");
    assertRefused(Certs.requestPem(Certs.ec("secp521r1"), "SHA256withECDSA", null), "curve");
    assertRefused(Certs.requestPem(Certs.rsa(2048), "SHA1withRSA", null), "signature algorithm");
  }

  @Test
  void aRequestForAnotherOnesKeyIsRefused() throws Exception {
    KeyPair victim = Certs.ec("secp256r1");
    byte[] der =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), victim.getPublic())
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(Certs.ec("secp256r1").getPrivate()))
            .getEncoded();
    assertRefused(Pem.encode("CERTIFICATE REQUEST", der), "not signed by its own key");
  }

  @Test
  void aSignatureOfAnotherAlgorithmIsRefused() throws Exception {
    byte[] der =
        new JcaPKCS10CertificationRequestBuilder(
                new X500Name("CN=x"), Certs.ec("secp256r1").getPublic())
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(Certs.rsa(2048).getPrivate()))
            .getEncoded();
    assertRefused(Pem.encode("CERTIFICATE REQUEST", der), "not signed by its own key");
  }

  @Test
  void everyDamagedByteIsNoticed() throws Exception {
    String pem = Certs.requestPem(Certs.ec("secp256r1"), "SHA256withECDSA", null);
    byte[] der = Pem.only("CERTIFICATE REQUEST", pem);
    for (int i = 0; i < der.length; i++) {
      byte[] damaged = der.clone();
      damaged[i] ^= 0x55;
      assertRefused(Pem.encode("CERTIFICATE REQUEST", damaged), "refused");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "openssl: not found",
        "-----BEGIN CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n!!\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"
      })
  void whatIsNoRequestIsRefused(String text) {
    assertRefused(text, "refused");
  }

  @Test
  void deepNestingAndGreatLengthAreRefused() {
    ByteArrayOutputStream nested = new ByteArrayOutputStream();
    for (int i = 0; i < 5000; i++) {
      nested.write(0x30);
      nested.write(0x80);
    }
    String body = Base64.getEncoder().encodeToString(nested.toByteArray());
    String armour = "-----%s CERTIFICATE REQUEST-----\n";
    String pem = armour.formatted("BEGIN") + body + "\n" + armour.formatted("END");
    assertRefused(pem, "refused");
    assertRefused(" ".repeat(1 << 20), "too long");
  }

  @Test
  void twoRequestsAtOnceAreRefused() throws Exception {
    String pem = Certs.requestPem(Certs.ec("secp256r1"), "SHA256withECDSA", null);
    assertRefused(pem + pem, "more than once");
  }

  @Test
  void aRequestKnowsTheCertificateThatAnswersIt() throws Exception {
    MachineAuthority machine = Certs.machine();
    SigningRequest request =
        SigningRequest.parse(Certs.requestPem(Certs.ed25519(), "Ed25519", null));
    String answer = machine.issueServer(request, Certs.NAMES).chainPem();
    assertThat(request.isAnsweredBy(answer)).isTrue();
    assertThat(Certs.request().isAnsweredBy(answer)).isFalse();
  }

  private static void assertTaken(KeyPair pair, String algorithm) throws Exception {
    SigningRequest request = SigningRequest.parse(Certs.requestPem(pair, algorithm, null));
    assertThat(request.publicKey()).isEqualTo(pair.getPublic());
  }

  private static void assertRefused(String pem, String reason) {
    assertFails(Kind.BAD_REQUEST, () -> SigningRequest.parse(pem)).hasMessageContaining(reason);
  }
}
