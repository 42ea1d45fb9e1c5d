package dev.jmachine.driver.google.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's credentials, as Google's library finds and uses them: a token, a credential's file,
 * or the application default ones (environment, gcloud's file, the metadata service).
 */
final class CallerCredentials {
  /** What Compute Engine asks for (its discovery document, "auth"). */
  private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/compute");

  /** An impersonated service account's token needs the wider one to be made. */
  private static final List<String> CLOUD =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  private static final int HOUR = 3600;

  private CallerCredentials() {}

  static GoogleCredentials of(GoogleAccount account) throws IOException {
    GoogleCredentials own = own(account);
    @Nullable String borrowed = account.impersonated();
    return borrowed == null
        ? own.createScoped(SCOPES)
        : borrowed(own.createScoped(CLOUD), borrowed, account.iamEndpoint());
  }

  private static GoogleCredentials borrowed(
      GoogleCredentials own, String email, @Nullable String endpoint) {
    ImpersonatedCredentials.Builder borrowed =
        ImpersonatedCredentials.newBuilder()
            .setSourceCredentials(own)
            .setTargetPrincipal(email)
            .setScopes(SCOPES)
            .setLifetime(HOUR);
    if (endpoint != null) {
      String path = "/v1/projects/-/serviceAccounts/" + email + ":generateAccessToken";
      borrowed.setIamEndpointOverride(endpoint.replaceAll("/+$", "") + path);
    }
    return borrowed.build();
  }

  private static GoogleCredentials own(GoogleAccount account) throws IOException {
    GoogleAccount.Secret secret = account.secret();
    @Nullable String token = secret == null ? null : secret.token();
    @Nullable String json = secret == null ? null : secret.json();
    @Nullable String file = account.credentialsFile();
    if (json != null) {
      return read(new ByteArrayInputStream(CredentialFile.content(json).getBytes(UTF_8)));
    }
    if (token != null) {
      return GoogleCredentials.create(new AccessToken(token, null));
    }
    if (file == null) {
      return quick(GoogleCredentials.getApplicationDefault());
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return read(in);
    }
  }

  /** Any kind of credential: the file is the caller's own, not somebody else's. */
  private static GoogleCredentials read(InputStream in) throws IOException {
    return quick(GoogleCredentials.fromStream(in));
  }

  /** A service account signs its own tokens, which spares a call for one. */
  private static GoogleCredentials quick(GoogleCredentials credentials) {
    return credentials instanceof ServiceAccountCredentials account
        ? account.createWithUseJwtAccessWithScope(true)
        : credentials;
  }
}
