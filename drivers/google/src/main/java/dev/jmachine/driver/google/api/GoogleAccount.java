package dev.jmachine.driver.google.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom Compute Engine is called.
 *
 * @param project id of the project
 * @param endpoint URL of the API in place of Google's; null for Google's
 * @param credentialsFile path of a credential's file; null for application default credentials
 * @param impersonated e-mail of a service account whose rights are borrowed; null for none
 * @param iamEndpoint URL of the API that lends them, in place of Google's; null for Google's
 * @param secret given by the user for this command alone; null where a file or the default serves
 */
public record GoogleAccount(
    String project,
    @Nullable String endpoint,
    @Nullable String credentialsFile,
    @Nullable String impersonated,
    @Nullable String iamEndpoint,
    @Nullable Secret secret) {
  private static final String PROJECT = "project";
  private static final String ENDPOINT = "endpoint";
  private static final String FILE = "credentials";
  private static final String IMPERSONATED = "impersonate";
  private static final String IAM_ENDPOINT = "iam-endpoint";

  /**
   * A credential as the user gave it; never stored. One of the two is there.
   *
   * @param token an access token
   * @param json a credential's file, in Base64 or as it is
   */
  public record Secret(@Nullable String token, @Nullable String json) {
    /** Shows nothing that is secret. */
    @Override
    public String toString() {
      return token == null ? "Secret[a file]" : "Secret[a token]";
    }
  }

  /** What a resource's attributes say; a secret comes from the surroundings each time. */
  public static GoogleAccount of(Map<String, String> attributes, @Nullable Secret secret) {
    return new GoogleAccount(
        attributes.getOrDefault(PROJECT, ""),
        attributes.get(ENDPOINT),
        attributes.get(FILE),
        attributes.get(IMPERSONATED),
        attributes.get(IAM_ENDPOINT),
        secret);
  }

  /** What is stored with a resource, so that it is found again. */
  public Map<String, String> attributes() {
    Map<String, String> all = new TreeMap<>();
    all.put(PROJECT, project);
    put(all, ENDPOINT, endpoint);
    put(all, FILE, credentialsFile);
    put(all, IMPERSONATED, impersonated);
    put(all, IAM_ENDPOINT, iamEndpoint);
    return all;
  }

  private static void put(Map<String, String> all, String key, @Nullable String value) {
    if (value != null) {
      all.put(key, value);
    }
  }

  /** Attributes of a resource of this account, with others of it. */
  public Map<String, String> with(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.putAll(attributes());
    return all;
  }

  /** The same caller in another project. */
  public GoogleAccount in(String otherProject) {
    return new GoogleAccount(
        otherProject, endpoint, credentialsFile, impersonated, iamEndpoint, secret);
  }

  /** The same place, called with other credentials. */
  public GoogleAccount by(@Nullable String otherFile, @Nullable Secret otherSecret) {
    return new GoogleAccount(project, endpoint, otherFile, impersonated, iamEndpoint, otherSecret);
  }
}
