package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra ID as far as it gives tokens to clients with a secret or a certificate. Guarded
 * by the stub.
 */
final class ArmTokens {
  private final String endpoint;
  private final ArmSettings settings;
  private int given;
  private int expired;

  ArmTokens(String endpoint, ArmSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
  }

  int given() {
    return given;
  }

  void expire() {
    expired = given;
  }

  /** The answer to a request for a token; its client is in the form, or in a header. */
  ArmReply answer(ArmRequest request) {
    String client = String.valueOf(request.body().getOrDefault("client_id", basic(request)));
    X509Certificate certificate = settings.certificates.get(client);
    if (settings.badClients.contains(client)) {
      return refused("AADSTS7000215: Invalid client secret provided.");
    }
    String audience = endpoint + "/" + String.join("/", request.path());
    if (certificate != null
        && !ClientAssertion.proves(request.body(), client, certificate, audience)) {
      return refused(
          "AADSTS700027: The certificate used to sign the client assertion is not known.");
    }
    given++;
    return ArmReply.ok(
        Map.of("token_type", "Bearer", "expires_in", 3599, "access_token", "token-" + given));
  }

  private static ArmReply refused(String words) {
    Map<String, String> body =
        Map.of("error", "invalid_client", "error_description", words + "\r\nTrace ID: 1");
    return new ArmReply(401, Map.of(), body);
  }

  /** The answer to a host of the managed identity (App Service, "REST endpoint reference"). */
  ArmReply ofIdentity(ArmRequest request, @Nullable String word) {
    String client = request.query().getOrDefault("client_id", "");
    if (!settings.identityWord.equals(word) || !settings.identity.equals(client)) {
      return new ArmReply(400, Map.of(), Map.of("statusCode", 400, "message", "no such identity"));
    }
    given++;
    return ArmReply.ok(
        Map.of(
            "access_token",
            "token-" + given,
            "expires_on",
            String.valueOf(Clock.systemUTC().instant().getEpochSecond() + 3599),
            "resource",
            request.query().getOrDefault("resource", ""),
            "token_type",
            "Bearer"));
  }

  private static String basic(ArmRequest request) {
    String header = String.valueOf(request.token());
    return header.startsWith("Basic ")
        ? new String(Base64.getDecoder().decode(header.substring(6)), UTF_8).split(":")[0]
        : "";
  }

  void check(@Nullable String token) throws ArmError {
    if (token == null || !token.startsWith("token-")) {
      throw new ArmError(401, "AuthenticationFailed", "Authentication failed.");
    }
    if (Integer.parseInt(token.substring("token-".length())) <= expired) {
      throw new ArmError(401, "ExpiredAuthenticationToken", "The access token has expired.");
    }
  }
}
