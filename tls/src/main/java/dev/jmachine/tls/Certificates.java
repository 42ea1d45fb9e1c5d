package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PEM text to X.509 certificates and back, by the JDK alone. */
final class Certificates {
  private Certificates() {}

  /** All certificates of the text, in order; at least one. */
  static List<X509Certificate> parse(String pem) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : Pem.blocks(Pem.CERTIFICATE, pem)) {
      certificates.add(ofDer(der));
    }
    if (certificates.isEmpty()) {
      throw damaged("there is no certificate in it", null);
    }
    return certificates;
  }

  /** The first certificate of the text: the leaf, where it is a chain. */
  static X509Certificate first(String pem) {
    return parse(pem).getFirst();
  }

  static X509Certificate ofDer(byte[] der) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw damaged("not a certificate", e);
    }
  }

  static String pem(X509Certificate certificate) {
    try {
      return Pem.encode(Pem.CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw damaged("a certificate cannot be encoded", e);
    }
  }

  private static TlsFailure damaged(String what, @Nullable Exception e) {
    return new TlsFailure(Kind.DAMAGED, what, "jmachine regenerate-certs NAME", e);
  }
}
