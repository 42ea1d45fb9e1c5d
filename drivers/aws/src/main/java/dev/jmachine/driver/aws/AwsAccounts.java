package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.aws.api.Ec2Account;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Who we are at AWS: for a create as the options say, for everything later as the ledger and the
 * environment say.
 */
final class AwsAccounts {
  private static final String USUAL_REGION = "us-east-1";

  private final Map<String, String> environment;

  AwsAccounts(Map<String, String> environment) {
    this.environment = environment;
  }

  /** For a create. A profile that was named wins over keys that the environment happens to have. */
  Ec2Account of(OptionValues options) {
    AwsSettings settings = new AwsSettings(options);
    String profile = settings.text(AwsOptions.PROFILE);
    String region = settings.text(AwsOptions.REGION);
    Ec2Account.Keys keys =
        keys(
            options.text(AwsOptions.ACCESS_KEY),
            options.text(AwsOptions.SECRET_KEY),
            options.text(AwsOptions.SESSION_TOKEN));
    boolean byProfile = keys == null || (isNamed(profile) && keys.equals(keys()));
    return new Ec2Account(
        region == null ? regionOf(profile) : region,
        AwsSettings.endpoint(options.text(AwsOptions.ENDPOINT), options.flag(AwsOptions.INSECURE)),
        byProfile ? profile : null,
        byProfile ? null : keys);
  }

  private boolean isNamed(@Nullable String profile) {
    return profile != null && !profile.equals(environment.get("AWS_PROFILE"));
  }

  /** For a resource of a machine that exists. */
  Ec2Account of(Resource resource) {
    Ec2Account account = Ec2Account.of(resource.attributes(), null);
    return account.profile() == null ? Ec2Account.of(resource.attributes(), keys()) : account;
  }

  /** Where a machine's instance is; null for a machine that came to none. */
  @Nullable Ec2Account of(Machine machine) {
    Resource instance = Kind.instanceOf(machine);
    return instance == null ? null : of(instance);
  }

  /** Where resources without a record are looked for first. */
  Ec2Account ofTheEnvironment() {
    Ec2Account.Keys keys = keys();
    String profile = keys == null ? environment.get("AWS_PROFILE") : null;
    String region =
        environment.getOrDefault(
            "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", regionOf(profile)));
    boolean insecure = Boolean.parseBoolean(environment.get("AWS_INSECURE_TRANSPORT"));
    String endpoint = AwsSettings.endpoint(environment.get("AWS_ENDPOINT"), insecure);
    return new Ec2Account(region, endpoint, profile, keys);
  }

  private Ec2Account.@Nullable Keys keys() {
    return keys(
        environment.get("AWS_ACCESS_KEY_ID"),
        environment.get("AWS_SECRET_ACCESS_KEY"),
        environment.get("AWS_SESSION_TOKEN"));
  }

  private static Ec2Account.@Nullable Keys keys(
      @Nullable String id, @Nullable String secret, @Nullable String token) {
    return id == null || secret == null || id.isBlank()
        ? null
        : new Ec2Account.Keys(id, secret, token == null || token.isBlank() ? null : token);
  }

  /** From the files alone: the SDK's own chain would ask the metadata service of a cloud. */
  private String regionOf(@Nullable String profile) {
    return ProfileFile.defaultProfileFile()
        .profile(profile == null ? "default" : profile)
        .flatMap(found -> found.property(ProfileProperty.REGION))
        .orElse(USUAL_REGION);
  }
}
