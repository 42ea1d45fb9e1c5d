package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra ID as far as it gives tokens to clients with a secret or a certificate, and to
 * people who enter a device's code. Guarded by the stub.
 */
final class ArmTokens {
  private final String endpoint;
  private final ArmSettings settings;
  private int given;
  private int expired;
  private int devices;
  private int asked;

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
    if (request.path().getLast().equals("devicecode")) {
      return deviceCode();
    }
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
    if (request.body().containsKey("device_code")) {
      return ofDevice(client);
    }
    given++;
    return ArmReply.ok(
        Map.of("token_type", "Bearer", "expires_in", 3599, "access_token", "token-" + given));
  }

  /** RFC 8628, 3.2. */
  private ArmReply deviceCode() {
    devices++;
    String address = endpoint + "/device";
    Map<String, Object> body = new HashMap<>();
    body.put("device_code", "device-" + devices);
    body.put("user_code", "CODE" + devices);
    body.put("verification_uri", address);
    body.put("expires_in", 900);
    body.put("interval", 1);
    body.put("message", "To sign in, open " + address + " and enter the code CODE" + devices);
    return ArmReply.ok(body);
  }

  /** The person is quick: the second question finds that the code was entered. */
  private ArmReply ofDevice(String client) {
    asked++;
    if (asked % 2 == 1) {
      return new ArmReply(
          400, Map.of(), Map.of("error", "authorization_pending", "error_description", "wait"));
    }
    given++;
    String person =
        "{\"aud\":\""
            + client
            + "\",\"tid\":\"t\",\"oid\":\"o\",\"sub\":\"o\","
            + "\"preferred_username\":\"person\",\"iss\":\"i\",\"ver\":\"2.0\"}";
    return ArmReply.ok(
        Map.of(
            "token_type",
            "Bearer",
            "expires_in",
            3599,
            "scope",
            "https://management.core.windows.net//.default",
            "access_token",
            "token-" + given,
            "refresh_token",
            "refresh-" + given,
            "id_token",
            base64("{\"alg\":\"none\"}") + "." + base64(person) + ".",
            "client_info",
            base64("{\"uid\":\"o\",\"utid\":\"t\"}")));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
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
