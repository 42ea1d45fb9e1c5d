package dev.jmachine.tls;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Subjects that are one's own for ever: CN ends in something unique, OU says the role. */
record DistinguishedName(String role, String commonName) {
  /** Upper bound of a common name (RFC 5280, ub-common-name). */
  private static final int LONGEST = 64;

  private static final int UNIQUE_BYTES = 8;

  /** Makes a name that was never used before. */
  static DistinguishedName unique(String role, String label, SecureRandom random) {
    byte[] bytes = new byte[UNIQUE_BYTES];
    random.nextBytes(bytes);
    return of(role, label, HexFormat.of().formatHex(bytes));
  }

  static DistinguishedName of(String role, String label, String uid) {
    String clean = label.replaceAll("[^\\p{L}\\p{N}@._ /-]", "_");
    int room = LONGEST - uid.length() - 1;
    String shortened = clean.length() <= room ? clean : clean.substring(0, room);
    return new DistinguishedName(role, shortened + "/" + uid);
  }

  X500Name toX500() {
    // Built from parts, never parsed: nothing in a label can add an attribute.
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "jmachine")
        .addRDN(BCStyle.OU, role)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}
