package dev.jmachine.tls;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** Ready-made authorities, keys and requests for tests. */
final class Certs {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Clock CLOCK = at(NOW);
  static final SecureRandom RANDOM = new SecureRandom();
  static final MachineSubject WEB = new MachineSubject("web-1", "0123456789abcdef");
  static final SubjectAltNames NAMES = SubjectAltNames.forServer(List.of("192.0.2.7", "web-1"));

  private Certs() {}

  static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  static RootAuthority root() {
    return RootAuthority.create("alice@laptop", CLOCK, RANDOM);
  }

  static MachineAuthority machine() {
    return root().issueMachineAuthority(WEB);
  }

  static KeyPair ec(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve), RANDOM);
    return generator.generateKeyPair();
  }

  static KeyPair rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits, RANDOM);
    return generator.generateKeyPair();
  }

  static KeyPair ed25519() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  static SigningRequest request() throws Exception {
    return SigningRequest.parse(requestPem(ec("secp256r1"), "SHA256withECDSA", null));
  }

  /** A request as a host would make it, with the extensions that it would like to have. */
  static String requestPem(KeyPair pair, String algorithm, @Nullable Extensions wanted)
      throws Exception {
    PKCS10CertificationRequestBuilder builder =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=host"), pair.getPublic());
    if (wanted != null) {
      builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted);
    }
    byte[] der =
        builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())).getEncoded();
    return Pem.encode("CERTIFICATE REQUEST", der);
  }
}
