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
  private static final String ROBOT = "robot@acme.iam.gserviceaccount.com";

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
  void theRightsOfABorrowedAccountAreUsedByEveryCall() throws Exception {
    google.set(GoogleOptions.IMPERSONATE, ROBOT);
    google.set(GoogleOptions.IAM_ENDPOINT, google.gce.endpoint() + "/");
    google.create();
    google.removeAll();
    assertThat(google.gce.tokens()).containsExactly("lent-by-" + ROBOT);
    assertThat(google.gce.loans())
        .isNotEmpty()
        .allSatisfy(
            loan -> {
              assertThat(loan.email()).isEqualTo(ROBOT);
              assertThat(loan.caller()).isEqualTo(GoogleSetting.TOKEN);
              assertThat(loan.request())
                  .contains("https://www.googleapis.com/auth/compute")
                  .contains("3600s");
            });
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void aServiceAccountMayBorrowAnothersRights() throws Exception {
    google.options.remove(GoogleOptions.TOKEN);
    google.set(GoogleOptions.CREDENTIALS, file("robot.json", serviceAccount()).toString());
    google.set(GoogleOptions.IMPERSONATE, ROBOT);
    google.set(GoogleOptions.IAM_ENDPOINT, google.gce.endpoint());
    google.create();
    assertThat(google.gce.tokens()).containsExactly("lent-by-" + ROBOT);
  }

  @Test
  void anAccountThatIsNotLentIsToldWithTheRightThatLacks() {
    google.set(GoogleOptions.IMPERSONATE, ROBOT);
    google.set(GoogleOptions.IAM_ENDPOINT, google.gce.endpoint());
    google.gce.refuseLoans();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason()).contains("iam.serviceAccounts.getAccessToken", ROBOT);
              assertThat(e.hints().getFirst()).contains("roles/iam.serviceAccountTokenCreator");
            });
  }

  @Test
  void aFileThatIsGoneIsNotNeededWhereTheEnvironmentHasAnother() throws Exception {
    google.options.remove(GoogleOptions.TOKEN);
    Path job = file("job-1.json", serviceAccount());
    google.set(GoogleOptions.CREDENTIALS, job.toString());
    google.create();
    Resource recorded = google.ledger.entries().getFirst();
    assertThat(accounts(Map.of()).of(recorded).credentialsFile()).isEqualTo(job.toString());
    Files.delete(job);
    Path next = file("job-2.json", "{}");
    GoogleAccount later =
        accounts(Map.of("GOOGLE_APPLICATION_CREDENTIALS", next.toString())).of(recorded);
    assertThat(later.credentialsFile()).isEqualTo(next.toString());
    assertThat(later.project()).isEqualTo("acme");
    google.removeAll(); // by the token that the environment has
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void aFileThatIsGivenItselfNamesTheProjectAndMayBeAsItIs() throws Exception {
    google.options.remove(GoogleOptions.TOKEN);
    google.options.remove(GoogleOptions.PROJECT);
    google.set(GoogleOptions.ENCODED, serviceAccount());
    google.create();
    assertThat(google.ledger.entries().getFirst().attributes()).containsEntry("project", "robots");
  }

  @Test
  void whatIsNoBase64IsToldAsSuchAndNotShown() {
    google.options.remove(GoogleOptions.TOKEN);
    google.set(GoogleOptions.ENCODED, "s3cretA=B");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason())
                  .isEqualTo("what was given as a credential's file is no Base64");
            });
  }

  @Test
  void aBorrowedAccountIsRememberedForLaterCommands() {
    google.set(GoogleOptions.IMPERSONATE, ROBOT);
    google.set(GoogleOptions.IAM_ENDPOINT, "https://iam.example");
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
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048); // as Google's are
    var pair = generator.generateKeyPair();
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
