package dev.jmachine.driver.generic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key file holds, told from its frame alone: nothing of the key itself is decoded or kept.
 */
enum KeyFileForm {
  PRIVATE,
  ENCRYPTED,
  PUBLIC,
  PUTTY,
  UNKNOWN;

  /** More than any private key; a log file given by mistake is not read whole. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----");
  private static final Pattern PUBLIC_LINE = Pattern.compile("(ssh|ecdsa|sk)-[a-z0-9@.-]+ AAAA.*");

  /** PROTOCOL.key of OpenSSH: this magic, then the cipher's name as a string. */
  private static final String OPENSSH_MAGIC = "openssh-key-v1\0";

  static KeyFileForm of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).strip());
    }
  }

  private static KeyFileForm of(String text) {
    Matcher pem = PEM.matcher(text);
    if (pem.lookingAt()) {
      return pem(pem.group(1), text.substring(pem.end()));
    }
    if (text.startsWith("PuTTY-User-Key-File-")) {
      return PUTTY;
    }
    boolean isPublic =
        text.startsWith("-----BEGIN PUBLIC KEY") || PUBLIC_LINE.matcher(text).lookingAt();
    return isPublic ? PUBLIC : UNKNOWN;
  }

  private static KeyFileForm pem(String kind, String body) {
    return switch (kind) {
      case "OPENSSH " -> openssh(body);
      case "ENCRYPTED " -> ENCRYPTED;
      // RFC 1421 header of the traditional forms
      default -> body.stripLeading().startsWith("Proc-Type: 4,ENCRYPTED") ? ENCRYPTED : PRIVATE;
    };
  }

  private static KeyFileForm openssh(String body) {
    int end = body.indexOf("-----END");
    try {
      byte[] head = Base64.getMimeDecoder().decode(body.substring(0, Math.max(end, 0)));
      return openssh(ByteBuffer.wrap(head));
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static KeyFileForm openssh(ByteBuffer blob) {
    if (blob.remaining() < OPENSSH_MAGIC.length() + 4
        || !take(blob, OPENSSH_MAGIC.length()).equals(OPENSSH_MAGIC)) {
      return UNKNOWN;
    }
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      return UNKNOWN;
    }
    return take(blob, length).equals("none") ? PRIVATE : ENCRYPTED;
  }

  private static String take(ByteBuffer blob, int length) {
    byte[] bytes = new byte[length];
    blob.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
