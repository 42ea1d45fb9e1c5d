package dev.jmachine.driver.azure.api;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as the user says it; what is missing is Azure Identity's to find. Never stored.
 *
 * @param tenant by id or domain; null for the one of whoever is logged in
 * @param client id of a service principal, or of a managed identity; null for none
 * @param secret of the service principal; null where another way serves
 * @param certificate path of the service principal's certificate with its key; null for none
 * @param certificatePassword of that file; null for none
 */
public record AzureLogin(
    @Nullable String tenant,
    @Nullable String client,
    @Nullable String secret,
    @Nullable String certificate,
    @Nullable String certificatePassword) {
  /** The same in another tenant. */
  AzureLogin in(String other) {
    return new AzureLogin(other, client, secret, certificate, certificatePassword);
  }

  /**
   * The same, with what a create was told where these surroundings say nothing of their own.
   *
   * @param toldClient client id; null for none
   * @param toldCertificate path; passed over where there is no such file, as on another computer
   */
  AzureLogin or(@Nullable String toldClient, @Nullable String toldCertificate) {
    if (secret != null || certificate != null) {
      return this;
    }
    if (toldCertificate != null && Files.exists(Path.of(toldCertificate))) {
      return new AzureLogin(tenant, toldClient, null, toldCertificate, certificatePassword);
    }
    return client == null ? new AzureLogin(tenant, toldClient, null, null, null) : this;
  }

  /** Shows nothing that is secret. */
  @Override
  public String toString() {
    return "AzureLogin[" + tenant + ", " + client + "]";
  }
}
