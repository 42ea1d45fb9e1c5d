package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Textual encoding of keys and certificates (RFC 7468). JDK only: quick commands use it. */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";
  static final String ENCRYPTED_PRIVATE_KEY = "ENCRYPTED PRIVATE KEY";

  private static final String DASHES = "-----";
  private static final int LINE = 64;

  private Pem() {}

  static String encode(String label, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    String body = new String(lines.encode(der), StandardCharsets.US_ASCII);
    return begin(label) + "\n" + body + "\n" + end(label) + "\n";
  }

  /** The contents of all blocks of that label, in order; empty when there is none. */
  static List<byte[]> blocks(String label, String text) {
    List<byte[]> found = new ArrayList<>();
    int from = text.indexOf(begin(label));
    while (from >= 0) {
      int body = from + begin(label).length();
      int to = text.indexOf(end(label), body);
      if (to < 0) {
        throw damaged(label, "is cut off");
      }
      found.add(decode(label, text.substring(body, to)));
      from = text.indexOf(begin(label), to);
    }
    return found;
  }

  static boolean holds(String label, String text) {
    return text.contains(begin(label));
  }

  /** The one block of that label. */
  static byte[] only(String label, String text) {
    List<byte[]> found = blocks(label, text);
    if (found.size() != 1) {
      throw damaged(label, found.isEmpty() ? "is missing" : "occurs more than once");
    }
    return found.getFirst();
  }

  private static byte[] decode(String label, String body) {
    try {
      return Base64.getDecoder().decode(withoutSpace(body));
    } catch (IllegalArgumentException e) {
      throw damaged(label, "is not base64");
    }
  }

  private static String withoutSpace(String body) {
    StringBuilder kept = new StringBuilder(body.length());
    body.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private static TlsFailure damaged(String label, String what) {
    return new TlsFailure(
        Kind.DAMAGED, "PEM block \"" + label + "\" " + what, "jmachine regenerate-certs NAME");
  }

  private static String begin(String label) {
    return DASHES + "BEGIN " + label + DASHES;
  }

  private static String end(String label) {
    return DASHES + "END " + label + DASHES;
  }
}
