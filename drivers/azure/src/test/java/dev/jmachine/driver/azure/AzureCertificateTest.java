package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.arm.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service principal that signs in with a certificate: the stub takes nothing but its key. */
class AzureCertificateTest {
  private static final ClientCertificate OURS = ClientCertificate.make();

  @TempDir private Path folder;
  private AzureSetting azure;

  @BeforeEach
  void aPrincipalWithACertificate() {
    azure = AzureSetting.withoutASecret(folder);
    azure.arm.know(AzureSetting.CLIENT, OURS);
  }

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void aPemFileSigns() throws Exception {
    azure.set(AzureOptions.CERTIFICATE, OURS.pem(folder.resolve("principal.crt")).toString());
    azure.create();
    assertThat(azure.arm.logins()).isEqualTo(1);
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  void aPkcs12FileSignsWithItsPassword() throws Exception {
    azure.set(AzureOptions.CERTIFICATE, OURS.pfx(folder.resolve("p.pfx"), "pass word").toString());
    azure.set(AzureOptions.CERTIFICATE_PASSWORD, "pass word");
    azure.create();
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  void aPkcs12FileWithoutAPasswordSigns() throws Exception {
    azure.set(AzureOptions.CERTIFICATE, OURS.pfx(folder.resolve("p.pfx"), "").toString());
    azure.create();
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  void laterCommandsSignWithTheSameFile() throws Exception {
    azure.set(AzureOptions.CERTIFICATE, OURS.pem(folder.resolve("principal.pem")).toString());
    azure.create();
    assertThat(azure.ledger.entries())
        .extracting(Resource::attributes)
        .allSatisfy(stored -> assertThat(stored.toString()).doesNotContain("PRIVATE"));
    try (AzureDriver later = new AzureDriver(azure.context(), AzureDriver.CALL)) {
      assertThat(later.observe(azure.machine()).shown()).isEqualTo("Running");
    }
  }

  @Test
  void aCertificateThatEntraDoesNotKnowIsToldInItsWords() throws Exception {
    ClientCertificate another = ClientCertificate.make();
    azure.set(AzureOptions.CERTIFICATE, another.pem(folder.resolve("principal.pem")).toString());
    assertRefused("AADSTS700027: The certificate used to sign the client assertion is not known");
  }

  @Test
  void aFileThatIsOfNoUseIsToldAtOnceAndNotAskedAgain() throws Exception {
    assertRefused(folder.resolve("none.pem"), folder.resolve("none.pem").toString());
    assertRefused(write("-----BEGIN PRIVATE KEY-----"), "it holds no certificate");
    assertRefused(
        write(OURS.pemCertificate() + "-----BEGIN RSA PRIVATE KEY-----"),
        "it holds no key as BEGIN PRIVATE KEY, which is PKCS #8 without a password");
    assertRefused(
        ClientCertificate.ofAnotherKind().pem(folder.resolve("ec.pem")),
        "its key is no RSA key, the only kind that Entra ID takes");
    assertRefused(OURS.pfx(folder.resolve("p.pfx"), "other"), "its password is another one");
    assertRefused(write("rubbish"), "it is neither PEM nor PKCS #12");
    assertThat(azure.arm.logins()).isZero();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("principal.pem"), text);
  }

  private void assertRefused(Path file, String reason) {
    azure.set(AzureOptions.CERTIFICATE, file.toString());
    assertRefused(reason);
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason()).contains(reason);
              assertThat(e.see()).isEqualTo("docs/drivers/azure.md#credentials");
            });
    assertThat(azure.arm.inventory()).isEmpty();
  }
}
