package dev.jmachine.driver.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.google.api.GoogleAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose credentials serve, and that none is stored. */
class GoogleAccountsTest {
  @TempDir private Path folder;
  private GoogleSetting google;

  @BeforeEach
  void anEmptyProject() {
    google = new GoogleSetting(folder);
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void aServiceAccountsFileNamesTheProjectAndSignsItsOwnTokens() throws Exception {
    google.options.remove(GoogleOptions.TOKEN);
    google.options.remove(GoogleOptions.PROJECT);
    google.set(GoogleOptions.CREDENTIALS, file("robot.json", serviceAccount()).toString());
    google.create();
    assertThat(google.ledger.entries())
        .extracting(Resource::attributes)
        .allSatisfy(
            stored ->
                assertThat(stored)
                    .containsEntry("project", "robots")
                    .containsEntry("credentials", folder.resolve("robot.json").toString()));
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void aFileInBase64ServesOneCommandAndIsNotStored() throws Exception {
    google.options.remove(GoogleOptions.TOKEN);
    String encoded = Base64.getEncoder().encodeToString(serviceAccount().getBytes(UTF_8));
    google.set(GoogleOptions.ENCODED, encoded);
    google.create();
    assertThat(google.ledger.entries().toString()).doesNotContain(encoded, "PRIVATE");
  }

  @Test
  void aFileThatWasNamedWinsOverATokenThatTheEnvironmentHappensToHave() throws Exception {
    google.set(GoogleOptions.CREDENTIALS, file("robot.json", serviceAccount()).toString());
    GoogleAccount account = accounts(google.context().environment()).of(google.values());
    assertThat(account.secret()).isNull();
    assertThat(account.credentialsFile()).endsWith("robot.json");
  }

  @Test
  void aBorrowedAccountIsRememberedForLaterCommands() {
    google.set(GoogleOptions.IMPERSONATE, "robot@acme.iam.gserviceaccount.com");
    GoogleAccount account = accounts(Map.of()).of(google.values());
    assertThat(GoogleAccount.of(account.attributes(), account.secret())).isEqualTo(account);
  }

  @Test
  void aFileThatIsNoCredentialIsToldAsSuch() throws Exception {
    google.options.remove(GoogleOptions.TOKEN);
    for (String content : new String[] {"no JSON", "{\"type\": \"nothing\"}"}) {
      google.set(GoogleOptions.CREDENTIALS, file("bad.json", content).toString());
      assertThatExceptionOfType(MachineFailure.class)
          .isThrownBy(google::create)
          .satisfies(
              e -> {
                assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
                assertThat(e.hints()).isNotEmpty();
              });
    }
  }

  @Test
  void aFileThatIsNotThereIsToldAsSuch() {
    google.options.remove(GoogleOptions.TOKEN);
    google.set(GoogleOptions.CREDENTIALS, folder.resolve("none.json").toString());
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(e -> assertThat(e.reason()).endsWith("none.json does not exist"));
  }

  @Test
  void withoutAProjectTheOptionIsTold() {
    google.options.remove(GoogleOptions.PROJECT);
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .withMessageContaining("--google-project is missing");
  }

  private static GoogleAccounts accounts(Map<String, String> environment) {
    return new GoogleAccounts(environment);
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  /** A service account's key as Google gives it, with a key of our own. */
  private static String serviceAccount() throws Exception {
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String key = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    String pem = "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
    return """
    {"type": "service_account", "project_id": "robots", "private_key_id": "1",
     "client_email": "robot@robots.iam.gserviceaccount.com", "client_id": "1",
     "token_uri": "https://oauth2.googleapis.com/token", "private_key": "%s"}
    """
        .formatted(pem.replace("\r", "").replace("\n", "\\n"));
  }
}
