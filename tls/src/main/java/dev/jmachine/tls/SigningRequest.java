package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#10 request whose sender proved to hold the key. Only its public key is used: what else it
 * asks for (names, authority) comes from the host and counts for nothing.
 *
 * @param publicKey P-256, P-384, Ed25519, or RSA of 2048 bits and more
 */
public record SigningRequest(PublicKey publicKey) {
  private static final int LARGEST = 16 * 1024;
  private static final List<String> LABELS =
      List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

  /**
   * Reads and checks a request.
   *
   * @param pem as {@code openssl req -new} prints it
   * @throws TlsFailure BAD_REQUEST when it is not one request, signed by its own key, of a key kind
   *     that is taken
   */
  public static SigningRequest parse(String pem) {
    if (pem.length() > LARGEST) {
      throw bad("it is too long", null);
    }
    try {
      return ofDer(Pem.only(label(pem), pem));
    } catch (TlsFailure e) {
      throw e.kind() == Kind.BAD_REQUEST ? e : bad(String.valueOf(e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      throw bad("it is not PKCS#10", e);
    }
  }

  /** Whether a certificate, or a chain's first, was issued for this request's key. */
  public boolean isAnsweredBy(String chainPem) {
    return Certificates.first(chainPem).getPublicKey().equals(publicKey);
  }

  private static String label(String pem) {
    return LABELS.stream().filter(label -> Pem.holds(label, pem)).findFirst().orElse(LABELS.get(0));
  }

  private static SigningRequest ofDer(byte[] der) throws IOException {
    PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
    PublicKey key = AcceptedKeys.publicKey(request.getSubjectPublicKeyInfo());
    if (!isSignedBy(key, request)) {
      throw bad("it is not signed by its own key", null);
    }
    return new SigningRequest(key);
  }

  private static boolean isSignedBy(PublicKey key, PKCS10CertificationRequest request)
      throws IOException {
    String algorithm = AcceptedKeys.signatureAlgorithm(request.getSignatureAlgorithm());
    byte[] signed =
        request.toASN1Structure().getCertificationRequestInfo().getEncoded(ASN1Encoding.DER);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(signed);
      return signature.verify(request.getSignature());
    } catch (GeneralSecurityException e) {
      return false; // the signature is malformed, or of another algorithm than the key
    }
  }

  static TlsFailure bad(String what, @Nullable Exception cause) {
    return new TlsFailure(
        Kind.BAD_REQUEST,
        "the host's certificate signing request is refused: " + what,
        "jmachine provision NAME",
        cause);
  }
}
