package dev.jmachine.bootstrap.host;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whose key an OpenPGP key file holds (RFC 4880 §4.2, §12.2), so that a host needs no gpg for
 * it and no package manager sees a key that is not the pinned one.
 */
public final class OpenPgpKey {
  private static final int PUBLIC_KEY = 6;
  private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  private OpenPgpKey() {}

  /**
   * The fingerprints of all primary keys in a file, upper case hexadecimal. A file fit for a
   * package manager has one.
   *
   * @param file armoured or binary
   * @throws IOException where it is no key file: an error page, say
   */
  public static List<String> fingerprints(byte[] file) throws IOException {
    List<String> found = new ArrayList<>();
    ByteBuffer packets = ByteBuffer.wrap(dearmoured(file));
    try {
      while (packets.hasRemaining()) {
        int header = Byte.toUnsignedInt(packets.get());
        byte[] body = body(header, packets);
        if (tag(header) == PUBLIC_KEY) {
          found.add(fingerprint(body));
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("it is not an OpenPGP key", e);
    }
    if (found.isEmpty()) {
      throw new IOException("there is no OpenPGP key in it");
    }
    return found;
  }

  private static byte[] dearmoured(byte[] file) throws IOException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      return file;
    }
    String rest = text.substring(begin + BEGIN.length()).replace("\r", "");
    int blank = rest.indexOf("\n\n"); // armour headers end with an empty line
    int end = rest.indexOf("\n-----END");
    if (blank < 0 || end < blank) {
      throw new IOException("its armour is cut off");
    }
    StringBuilder base64 = new StringBuilder();
    rest.substring(blank, end)
        .lines()
        .filter(line -> !line.startsWith("="))
        .forEach(base64::append);
    try {
      return Base64.getDecoder().decode(base64.toString());
    } catch (IllegalArgumentException e) {
      throw new IOException("its armour is damaged", e);
    }
  }

  private static int tag(int header) {
    return (header & 0x40) != 0 ? header & 0x3f : (header >> 2) & 0x0f;
  }

  private static byte[] body(int header, ByteBuffer packets) {
    if ((header & 0x80) == 0) {
      throw new IllegalArgumentException("no packet");
    }
    int length = (header & 0x40) != 0 ? newLength(packets) : oldLength(header & 3, packets);
    if (length < 0 || length > packets.remaining()) {
      throw new IllegalArgumentException("packet of " + length + " octets");
    }
    byte[] body = new byte[length];
    packets.get(body);
    return body;
  }

  private static int oldLength(int type, ByteBuffer packets) {
    return switch (type) {
      case 0 -> Byte.toUnsignedInt(packets.get());
      case 1 -> Short.toUnsignedInt(packets.getShort());
      case 2 -> packets.getInt();
      default -> packets.remaining();
    };
  }

  private static int newLength(ByteBuffer packets) {
    int first = Byte.toUnsignedInt(packets.get());
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192) << 8) + Byte.toUnsignedInt(packets.get()) + 192;
    }
    if (first == 255) {
      return packets.getInt();
    }
    throw new IllegalArgumentException("a partial length in a key");
  }

  /** Version 4: SHA-1 over 0x99, the length in two octets, and the packet. */
  private static String fingerprint(byte[] body) {
    if (body.length == 0 || body[0] != 4) {
      throw new IllegalArgumentException("not a version 4 key");
    }
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(new byte[] {(byte) 0x99, (byte) (body.length >> 8), (byte) body.length});
      return HexFormat.of().withUpperCase().formatHex(sha1.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
