package dev.jmachine.driver.azure;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.azure.api.AzureAccount;
import dev.jmachine.driver.azure.api.AzureLogin;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are at Azure: for a create as the options say, for everything later as the ledger and the
 * environment say.
 */
final class AzureAccounts {
  private final Map<String, String> environment;

  AzureAccounts(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * For a create.
   *
   * @throws MachineFailure USAGE without a subscription
   */
  AzureAccount of(OptionValues options) {
    AzureSettings settings = new AzureSettings(options);
    String cloud = settings.text(AzureOptions.ENVIRONMENT);
    return new AzureAccount(
        subscription(settings.text(AzureOptions.SUBSCRIPTION)),
        cloud == null ? AzureAccount.ENVIRONMENTS.getFirst() : cloud,
        endpoint(settings.text(AzureOptions.ENDPOINT)),
        settings.text(AzureOptions.AUTHORITY),
        absolute(settings.text(AzureOptions.CA_FILE)),
        new AzureLogin(
            settings.text(AzureOptions.TENANT),
            settings.text(AzureOptions.CLIENT),
            settings.text(AzureOptions.SECRET),
            absolute(settings.text(AzureOptions.CERTIFICATE)),
            settings.text(AzureOptions.CERTIFICATE_PASSWORD),
            settings.flag(AzureOptions.DEVICE_CODE)));
  }

  /** For a resource of a machine that exists. */
  AzureAccount of(Resource resource) {
    return AzureAccount.of(resource.attributes(), login());
  }

  /** Where resources without a record are looked for. */
  AzureAccount ofTheEnvironment() {
    return new AzureAccount(
        subscription(variable("AZURE_SUBSCRIPTION_ID")),
        environment.getOrDefault("AZURE_ENVIRONMENT", AzureAccount.ENVIRONMENTS.getFirst()),
        endpoint(variable("AZURE_RESOURCE_MANAGER_ENDPOINT")),
        variable("AZURE_AUTHORITY_HOST"),
        absolute(variable("AZURE_CA_FILE")),
        login());
  }

  private AzureLogin login() {
    return new AzureLogin(
        variable("AZURE_TENANT_ID"),
        variable("AZURE_CLIENT_ID"),
        variable("AZURE_CLIENT_SECRET"),
        absolute(variable("AZURE_CLIENT_CERTIFICATE_PATH")),
        variable("AZURE_CLIENT_CERTIFICATE_PASSWORD"),
        Boolean.parseBoolean(variable("AZURE_DEVICE_CODE")));
  }

  private String subscription(@Nullable String given) {
    String id = given == null ? CliProfile.subscription(environment) : given;
    if (id == null) {
      throw MachineFailure.usage("option --" + AzureOptions.SUBSCRIPTION + " is missing")
          .hint("az account list --query '[].{name:name,id:id}'")
          .hint("az account set --subscription NAME, which serves where none is given")
          .see("docs/drivers/azure.md#credentials");
    }
    return id;
  }

  /** A token is sent only by https. */
  private static @Nullable String endpoint(@Nullable String text) {
    if (text == null || text.startsWith("https://")) {
      return text;
    }
    throw MachineFailure.usage("--" + AzureOptions.ENDPOINT + " takes an https:// URL")
        .because("\"" + text + "\" is none, and whoever listens would have the token");
  }

  /** Later commands are typed elsewhere. */
  private static @Nullable String absolute(@Nullable String file) {
    return file == null ? null : Path.of(file).toAbsolutePath().toString();
  }

  private @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
