package dev.jmachine.driver.azure.api;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.AzureDeveloperCliCredentialBuilder;
import com.azure.identity.AzurePowerShellCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import dev.jmachine.core.driver.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Azure Identity's credentials for an account. A secret or certificate that is given serves by
 * itself, so that nothing else is loaded or tried; without one it is the SDK's whole chain.
 */
final class AzureCredentials {
  /** The SDK's own would be looked up by reflection, which costs as much as the call itself. */
  private static final ExecutorService THREADS = ForkJoinPool.commonPool();

  private static final String CHOICE = "AZURE_TOKEN_CREDENTIALS";

  private AzureCredentials() {}

  /**
   * The credential.
   *
   * @param person who can sign in by hand; without one a login by device code is left out
   */
  static TokenCredential of(AzureAccount account, HttpClient http, @Nullable Person person) {
    AzureLogin login = account.login();
    @Nullable String tenant = login.tenant();
    @Nullable String client = login.client();
    if (tenant != null && client != null && login.secret() != null) {
      return bySecret(account, http);
    }
    @Nullable String certificate = login.certificate();
    if (tenant != null && client != null && certificate != null) {
      return byCertificate(account, certificate, http);
    }
    if (login.byDeviceCode() && person != null) {
      return byDeviceCode(account, http, person);
    }
    return chain(account, http);
  }

  private static TokenCredential bySecret(AzureAccount account, HttpClient http) {
    AzureLogin login = account.login();
    ClientSecretCredentialBuilder builder =
        new ClientSecretCredentialBuilder()
            .tenantId(login.tenant())
            .clientId(login.client())
            .clientSecret(login.secret())
            .authorityHost(account.entra())
            .httpClient(http)
            .executorService(THREADS)
            .maxRetry(0);
    return account.authority() == null
        ? builder.build()
        : builder.disableInstanceDiscovery().build();
  }

  private static TokenCredential byCertificate(
      AzureAccount account, String certificate, HttpClient http) {
    AzureLogin login = account.login();
    ClientCertificateCredentialBuilder builder =
        new ClientCertificateCredentialBuilder()
            .tenantId(login.tenant())
            .clientId(login.client())
            .authorityHost(account.entra())
            .httpClient(http)
            .executorService(THREADS)
            .maxRetry(0);
    String password = login.certificatePassword();
    CertificateFile file = CertificateFile.of(certificate, password);
    if (file.isPem()) {
      builder.pemCertificate(file.path());
    } else {
      // the SDK fails without one
      builder
          .pfxCertificate(file.path())
          .clientCertificatePassword(password == null ? "" : password);
    }
    return account.authority() == null
        ? builder.build()
        : builder.disableInstanceDiscovery().build();
  }

  /** Signed in for this command alone: nothing of it is stored. */
  private static TokenCredential byDeviceCode(
      AzureAccount account, HttpClient http, Person person) {
    AzureLogin login = account.login();
    DeviceCodeCredentialBuilder builder =
        new DeviceCodeCredentialBuilder()
            .challengeConsumer(challenge -> person.tell(challenge.getMessage()))
            .authorityHost(account.entra())
            .httpClient(http)
            .executorService(THREADS)
            .maxRetry(0);
    if (login.tenant() != null) {
      builder.tenantId(login.tenant());
    }
    if (login.client() != null) {
      builder.clientId(login.client());
    }
    return account.authority() == null
        ? builder.build()
        : builder.disableInstanceDiscovery().build();
  }

  /**
   * Environment, workload identity, managed identity, then the Azure CLI, PowerShell and azd: the
   * SDK's chain without the development tools that it asks by native code, of which the JVM warns.
   * Whoever chooses by AZURE_TOKEN_CREDENTIALS has the SDK's own.
   */
  private static TokenCredential chain(AzureAccount account, HttpClient http) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (environment.putIfAbsent(CHOICE, "prod") != null) {
      return usual(account, http, environment);
    }
    return new ChainedTokenCredentialBuilder()
        .addLast(usual(account, http, environment))
        .addLast(new AzureCliCredentialBuilder().tenantId(account.login().tenant()).build())
        .addLast(new AzurePowerShellCredentialBuilder().tenantId(account.login().tenant()).build())
        .addLast(
            new AzureDeveloperCliCredentialBuilder().tenantId(account.login().tenant()).build())
        .build();
  }

  private static TokenCredential usual(
      AzureAccount account, HttpClient http, Map<String, String> environment) {
    AzureLogin login = account.login();
    DefaultAzureCredentialBuilder builder =
        new DefaultAzureCredentialBuilder()
            .configuration(
                new ConfigurationBuilder(_ -> Map.of(), _ -> Map.of(), _ -> environment).build())
            .authorityHost(account.entra())
            .httpClient(http);
    if (login.tenant() != null) {
      builder.tenantId(login.tenant());
    }
    if (login.client() != null) {
      builder.managedIdentityClientId(login.client());
    }
    return builder.build();
  }
}
