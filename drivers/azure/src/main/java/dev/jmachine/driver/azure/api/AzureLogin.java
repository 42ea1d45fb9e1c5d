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
 * @param byDeviceCode whether somebody signs in by hand, in a browser anywhere, with a code that is
 *     shown (RFC 8628); the client is then the application that they sign in to, null for the Azure
 *     CLI's
 */
public record AzureLogin(
    @Nullable String tenant,
    @Nullable String client,
    @Nullable String secret,
    @Nullable String certificate,
    @Nullable String certificatePassword,
    boolean byDeviceCode) {
  /** The same in another tenant. */
  AzureLogin in(String other) {
    return new AzureLogin(other, client, secret, certificate, certificatePassword, byDeviceCode);
  }

  /**
   * The same, with what a create was told where these surroundings say nothing of their own.
   *
   * @param toldClient client id; null for none
   * @param toldCertificate path; passed over where there is no such file, as on another computer
   * @param toldDeviceCode whether it was by hand
   */
  AzureLogin or(
      @Nullable String toldClient, @Nullable String toldCertificate, boolean toldDeviceCode) {
    if (secret != null || certificate != null) {
      return this;
    }
    if (toldCertificate != null && Files.exists(Path.of(toldCertificate))) {
      return new AzureLogin(tenant, toldClient, null, toldCertificate, certificatePassword, false);
    }
    boolean byHand = byDeviceCode || toldDeviceCode;
    return new AzureLogin(tenant, client == null ? toldClient : client, null, null, null, byHand);
  }

  /** Shows nothing that is secret. */
  @Override
  public String toString() {
    return "AzureLogin[" + tenant + ", " + client + "]";
  }
}
