package dev.jmachine.driver.qemu.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names of the cache's folders. */
final class Naming {
  private static final int DIGITS = 40;

  private Naming() {}

  /** The folder of an image with a known digest; 160 bits of it are enough to tell images apart. */
  static String folder(Checksum checksum) {
    return checksum.algorithm() + "-" + checksum.hex().substring(0, DIGITS);
  }

  /** A digest of a text. */
  static String digest(String text) {
    byte[] bytes = Checksum.digest("sha256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(bytes).substring(0, DIGITS);
  }
}
