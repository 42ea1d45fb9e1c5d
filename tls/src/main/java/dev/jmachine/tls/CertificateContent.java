package dev.jmachine.tls;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate to be issued says, apart from what its issuer adds.
 *
 * @param purpose the one extended key usage; null for an authority
 * @param names subject alternative names; empty for all but servers
 */
record CertificateContent(
    DistinguishedName subject,
    PublicKey key,
    BasicConstraints constraints,
    int keyUsage,
    @Nullable KeyPurposeId purpose,
    List<GeneralName> names) {

  static CertificateContent authority(DistinguishedName subject, PublicKey key, int pathLength) {
    return new CertificateContent(
        subject,
        key,
        new BasicConstraints(pathLength),
        KeyUsage.keyCertSign | KeyUsage.cRLSign,
        null,
        List.of());
  }

  static CertificateContent server(
      DistinguishedName subject, PublicKey key, SubjectAltNames names) {
    // RSA key exchange, which TLS 1.2 clients may still pick, encrypts with the certificate's key.
    int usage = KeyUsage.digitalSignature;
    int withRsa = key.getAlgorithm().equals("RSA") ? KeyUsage.keyEncipherment : 0;
    return leaf(subject, key, usage | withRsa, KeyPurposeId.id_kp_serverAuth, general(names));
  }

  static CertificateContent client(DistinguishedName subject, PublicKey key) {
    return leaf(subject, key, KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth, List.of());
  }

  private static CertificateContent leaf(
      DistinguishedName subject,
      PublicKey key,
      int usage,
      KeyPurposeId purpose,
      List<GeneralName> names) {
    return new CertificateContent(subject, key, new BasicConstraints(false), usage, purpose, names);
  }

  void addTo(X509v3CertificateBuilder builder) throws CertIOException {
    builder.addExtension(Extension.basicConstraints, true, constraints);
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
    if (purpose != null) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }
    if (!names.isEmpty()) {
      GeneralNames all = new GeneralNames(names.toArray(GeneralName[]::new));
      builder.addExtension(Extension.subjectAlternativeName, false, all);
    }
  }

  private static List<GeneralName> general(SubjectAltNames names) {
    List<GeneralName> all = new ArrayList<>();
    names.dnsNames().forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
    names.addresses().forEach(address -> all.add(new GeneralName(GeneralName.iPAddress, address)));
    return all;
  }
}
