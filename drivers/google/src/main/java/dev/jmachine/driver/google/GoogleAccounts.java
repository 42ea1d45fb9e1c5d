package dev.jmachine.driver.google;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.google.api.CredentialFile;
import dev.jmachine.driver.google.api.GoogleAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are at Google: for a create as the options say, for everything later as the ledger and the
 * environment say.
 */
final class GoogleAccounts {
  private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  private final Map<String, String> environment;

  GoogleAccounts(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * For a create. A file that was named wins over a token that the environment happens to have.
   *
   * @throws MachineFailure USAGE where nothing says which project
   */
  GoogleAccount of(OptionValues options) {
    GoogleSettings settings = new GoogleSettings(options);
    String file = absolute(settings.text(GoogleOptions.CREDENTIALS));
    GoogleAccount.Secret secret =
        secret(settings.text(GoogleOptions.TOKEN), settings.text(GoogleOptions.ENCODED));
    boolean byFile = secret == null || (isNamed(file) && secret.equals(secret()));
    GoogleAccount.Secret used = byFile ? null : secret;
    return new GoogleAccount(
        project(settings.text(GoogleOptions.PROJECT), file, used),
        settings.text(GoogleOptions.ENDPOINT),
        byFile ? file : null,
        settings.text(GoogleOptions.IMPERSONATE),
        settings.text(GoogleOptions.IAM_ENDPOINT),
        used);
  }

  private boolean isNamed(@Nullable String file) {
    return file != null && !file.equals(absolute(environment.get(FILE)));
  }

  /** A later command may be given elsewhere. */
  private static @Nullable String absolute(@Nullable String file) {
    return file == null || file.isBlank() ? null : Path.of(file).toAbsolutePath().toString();
  }

  private static String project(
      @Nullable String given, @Nullable String file, GoogleAccount.@Nullable Secret secret) {
    String project = given != null ? given : project(file, secret);
    if (project != null) {
      return project;
    }
    throw MachineFailure.usage("option --" + GoogleOptions.PROJECT + " is missing")
        .because("neither it nor GOOGLE_PROJECT nor the credential says which project")
        .hint("gcloud projects list")
        .see("docs/drivers/google.md#credentials");
  }

  private static @Nullable String project(
      @Nullable String file, GoogleAccount.@Nullable Secret secret) {
    String json = secret == null ? null : secret.json();
    if (json != null) {
      return CredentialFile.projectIn(json);
    }
    return file == null ? null : CredentialFile.project(file);
  }

  /**
   * For a resource of a machine that exists. A file that is gone was one job's own, and the
   * caller's credentials of now serve.
   */
  GoogleAccount of(Resource resource) {
    GoogleAccount account = GoogleAccount.of(resource.attributes(), null);
    String file = account.credentialsFile();
    if (file == null) {
      return account.by(null, secret());
    }
    return Files.exists(Path.of(file)) ? account : account.by(ownFile(), secret());
  }

  /** The file that the environment names; null for none, or where it says more than that. */
  private @Nullable String ownFile() {
    return secret() == null ? absolute(environment.get(FILE)) : null;
  }

  /** Where a machine's instance is; null for a machine that came to none. */
  @Nullable GoogleAccount of(Machine machine) {
    Resource instance = Kind.instanceOf(machine);
    return instance == null ? null : of(instance);
  }

  /** Where resources without a record are looked for. */
  GoogleAccount ofTheEnvironment() {
    GoogleAccount.Secret secret = secret();
    String file = ownFile();
    return new GoogleAccount(
        project(
            first("GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT"), file, secret),
        first("GOOGLE_COMPUTE_ENDPOINT"),
        file,
        first("GOOGLE_IMPERSONATE_SERVICE_ACCOUNT", "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT"),
        first("GOOGLE_IAM_CREDENTIALS_ENDPOINT", "CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS"),
        secret);
  }

  private GoogleAccount.@Nullable Secret secret() {
    return secret(
        first("GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN"),
        first("GOOGLE_APPLICATION_CREDENTIALS_ENCODED_JSON"));
  }

  private @Nullable String first(String... names) {
    for (String name : names) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  private static GoogleAccount.@Nullable Secret secret(
      @Nullable String token, @Nullable String json) {
    return token == null && json == null ? null : new GoogleAccount.Secret(token, json);
  }
}
