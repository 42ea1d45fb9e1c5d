package dev.jmachine.testkit.arm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/**
 * The word of a client that signs with its certificate in place of naming a secret (Microsoft
 * identity platform, "Certificate credentials").
 */
final class ClientAssertion {
  private static final String KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private ClientAssertion() {}

  /**
   * Whether the form of a request for a token proves that its sender has the key of a certificate.
   *
   * @param audience URL that the request was sent to
   */
  static boolean proves(
      Map<String, Object> form, String client, X509Certificate certificate, String audience) {
    String[] parts = String.valueOf(form.get("client_assertion")).split("\\.");
    if (!KIND.equals(form.get("client_assertion_type")) || parts.length != 3) {
      return false;
    }
    try {
      Map<String, Object> header = json(parts[0]);
      return names(header, certificate)
          && isSigned(header, parts, certificate)
          && isMeant(json(parts[1]), client, audience);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** MSAL writes the print in the other alphabet of base64, and Entra ID takes it. */
  private static boolean names(Map<String, Object> header, X509Certificate certificate)
      throws GeneralSecurityException {
    byte[] print = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    String named = String.valueOf(header.get("x5t#S256")).replace('+', '-').replace('/', '_');
    return MessageDigest.isEqual(print, Base64.getUrlDecoder().decode(named));
  }

  private static boolean isSigned(
      Map<String, Object> header, String[] parts, X509Certificate certificate)
      throws GeneralSecurityException {
    Signature signature = signature(String.valueOf(header.get("alg")));
    signature.initVerify(certificate);
    signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  /** Entra ID takes both. */
  private static Signature signature(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals("RS256")) {
      return Signature.getInstance("SHA256withRSA");
    }
    if (!algorithm.equals("PS256")) {
      throw new NoSuchAlgorithmException(algorithm);
    }
    Signature pss = Signature.getInstance("RSASSA-PSS");
    pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return pss;
  }

  private static boolean isMeant(Map<String, Object> claims, String client, String audience) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    return client.equals(claims.get("iss"))
        && client.equals(claims.get("sub"))
        && audience.equals(claims.get("aud"))
        && claims.get("exp") instanceof Number end
        && end.longValue() > now;
  }

  private static Map<String, Object> json(String part) {
    return ArmRequest.parsed(new String(Base64.getUrlDecoder().decode(part), US_ASCII));
  }
}
