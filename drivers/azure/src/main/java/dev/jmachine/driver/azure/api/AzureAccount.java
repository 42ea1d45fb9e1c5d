package dev.jmachine.driver.azure.api;

import com.azure.core.management.AzureEnvironment;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom Resource Manager is called.
 *
 * @param subscription its id
 * @param environment the cloud, by docker-machine's name for it: "AzurePublicCloud"
 * @param endpoint URL of Resource Manager in place of the cloud's; null for the cloud's
 * @param authority URL of Microsoft Entra ID in place of the cloud's; null for the cloud's
 * @param caFile certificates to trust besides the usual ones; null for none
 * @param login who calls
 */
public record AzureAccount(
    String subscription,
    String environment,
    @Nullable String endpoint,
    @Nullable String authority,
    @Nullable String caFile,
    AzureLogin login) {
  /** The names that are taken; the cloud for Germany has ended. */
  public static final List<String> ENVIRONMENTS =
      List.of("AzurePublicCloud", "AzureUSGovernment", "AzureChinaCloud");

  private static final String SUBSCRIPTION = "subscription";
  private static final String ENVIRONMENT = "environment";
  private static final String ENDPOINT = "endpoint";
  private static final String AUTHORITY = "authority";
  private static final String CA_FILE = "ca-file";
  private static final String TENANT = "tenant";
  private static final String CLIENT = "client";
  private static final String CERTIFICATE = "certificate";
  private static final String DEVICE_CODE = "device-code";

  /**
   * What a resource's attributes say. Secrets come from the surroundings each time, and the rest of
   * the login where they have one.
   */
  public static AzureAccount of(Map<String, String> attributes, AzureLogin surroundings) {
    String tenant = attributes.get(TENANT);
    AzureLogin login =
        surroundings.or(
            attributes.get(CLIENT),
            attributes.get(CERTIFICATE),
            attributes.containsKey(DEVICE_CODE));
    return new AzureAccount(
        attributes.getOrDefault(SUBSCRIPTION, ""),
        attributes.getOrDefault(ENVIRONMENT, ENVIRONMENTS.getFirst()),
        attributes.get(ENDPOINT),
        attributes.get(AUTHORITY),
        attributes.get(CA_FILE),
        tenant == null ? login : login.in(tenant));
  }

  /** What is stored with a resource, so that it is found again; no secret. */
  public Map<String, String> attributes() {
    Map<String, String> all = new TreeMap<>();
    all.put(SUBSCRIPTION, subscription);
    all.put(ENVIRONMENT, environment);
    put(all, ENDPOINT, endpoint);
    put(all, AUTHORITY, authority);
    put(all, CA_FILE, caFile);
    put(all, TENANT, login.tenant());
    if (login.secret() == null) { // it alone names whoever later commands are to be
      put(all, CLIENT, login.client());
      put(all, CERTIFICATE, login.certificate());
      put(all, DEVICE_CODE, login.byDeviceCode() ? "yes" : null);
    }
    return all;
  }

  /**
   * Equal for equal accounts. As a text, since the equality that a record is given is linked at its
   * first use: 20 ms of each start. Holds what is secret.
   */
  String key() {
    return attributes()
        + "\n"
        + login.client()
        + "\n"
        + login.secret()
        + "\n"
        + login.certificate()
        + "\n"
        + login.certificatePassword();
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  /** URL of Resource Manager, without a slash at its end. */
  String resourceManager() {
    return withoutSlash(endpoint == null ? cloud().getResourceManagerEndpoint() : endpoint);
  }

  /** URL of Microsoft Entra ID. */
  String entra() {
    return authority == null ? cloud().getActiveDirectoryEndpoint() : authority;
  }

  /** What a token is for. */
  String scope() {
    return withoutSlash(cloud().getResourceManagerEndpoint()) + "/.default";
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private AzureEnvironment cloud() {
    return switch (environment.toLowerCase(Locale.ROOT)) { // as docker-machine's driver took them
      case "azurepubliccloud", "azurecloud" -> AzureEnvironment.AZURE;
      case "azureusgovernment", "azureusgovernmentcloud" -> AzureEnvironment.AZURE_US_GOVERNMENT;
      case "azurechinacloud" -> AzureEnvironment.AZURE_CHINA;
      default ->
          throw MachineFailure.usage("there is no cloud " + environment)
              .because("there are " + String.join(", ", ENVIRONMENTS));
    };
  }
}
