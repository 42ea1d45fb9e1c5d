package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.azure.api.AzureAccount;
import dev.jmachine.driver.azure.api.AzureConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureAccountsTest {
  @TempDir private Path folder;

  @Test
  void withoutASubscriptionThatOfTheAzureCliIsTaken() throws IOException {
    Files.writeString(
        folder.resolve("azureProfile.json"),
        "\uFEFF{\"subscriptions\": [{\"id\": \"one\", \"isDefault\": false},"
            + " {\"id\": \"two\", \"isDefault\": true}]}");
    assertThat(accounts(Map.of()).ofTheEnvironment().subscription()).isEqualTo("two");
    assertThat(accounts(Map.of("AZURE_SUBSCRIPTION_ID", "mine")).ofTheEnvironment().subscription())
        .isEqualTo("mine");
  }

  @Test
  void withoutAnySubscriptionTheUserIsToldHowToChooseOne() {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> accounts(Map.of()).ofTheEnvironment())
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.USAGE);
              assertThat(e.hints()).first().asString().startsWith("az account list");
            });
  }

  @Test
  void aTokenIsSentOnlyByHttps() {
    OptionValues options =
        new OptionValues(
            Map.of(
                AzureOptions.SUBSCRIPTION, List.of("s"),
                AzureOptions.ENDPOINT, List.of("http://example.org")));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> accounts(Map.of()).of(options))
        .withMessageContaining("takes an https:// URL");
  }

  /** As go-autorest, which docker-machine's driver asked, takes them. */
  @ParameterizedTest
  @ValueSource(strings = {"AzurePublicCloud", "AZURECLOUD", "AzureUSGovernmentCloud"})
  void cloudsHaveTheNamesThatDockerMachineTakes(String name) {
    Map<String, String> environment =
        Map.of("AZURE_SUBSCRIPTION_ID", "s", "AZURE_ENVIRONMENT", name);
    AzureAccount account = accounts(environment).ofTheEnvironment();
    assertThatCode(() -> new AzureConnections(Duration.ofSeconds(1), null).of(account))
        .doesNotThrowAnyException();
  }

  @Test
  void anIdentityThatWasNamedIsThatOfLaterCommandsUnlessTheEnvironmentNamesAnother() {
    OptionValues options =
        new OptionValues(
            Map.of(
                AzureOptions.SUBSCRIPTION, List.of("s"), AzureOptions.CLIENT, List.of("identity")));
    Resource stored =
        Resource.intent("virtual-machine", "vm", accounts(Map.of()).of(options).attributes());
    assertThat(accounts(Map.of()).of(stored).login().client()).isEqualTo("identity");
    assertThat(accounts(Map.of("AZURE_CLIENT_ID", "mine")).of(stored).login().client())
        .isEqualTo("mine");
  }

  @Test
  void whatIsStoredFindsTheAccountAgainAndHoldsNoSecret() {
    Map<String, String> environment =
        Map.of(
            "AZURE_SUBSCRIPTION_ID", "s",
            "AZURE_TENANT_ID", "t",
            "AZURE_CLIENT_ID", "c",
            "AZURE_CLIENT_SECRET", "hush");
    AzureAccounts accounts = accounts(environment);
    AzureAccount account = accounts.ofTheEnvironment();
    assertThat(account.attributes().values()).doesNotContain("hush", "c");
    assertThat(account.toString()).doesNotContain("hush");
    Resource stored = Resource.intent("virtual-machine", "vm", account.attributes());
    assertThat(accounts.of(stored)).isEqualTo(account);
  }

  private AzureAccounts accounts(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AZURE_CONFIG_DIR", folder.toString());
    return new AzureAccounts(all);
  }
}
