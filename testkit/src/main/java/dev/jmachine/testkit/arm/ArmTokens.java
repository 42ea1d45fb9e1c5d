package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Microsoft Entra ID as far as it gives tokens to clients with a secret. Guarded by the stub. */
final class ArmTokens {
  private final ArmSettings settings;
  private int given;
  private int expired;

  ArmTokens(ArmSettings settings) {
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
    if (settings.badClients.contains(client)) {
      return new ArmReply(
          401,
          Map.of(),
          Map.of(
              "error",
              "invalid_client",
              "error_description",
              "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1"));
    }
    given++;
    return ArmReply.ok(
        Map.of("token_type", "Bearer", "expires_in", 3599, "access_token", "token-" + given));
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
