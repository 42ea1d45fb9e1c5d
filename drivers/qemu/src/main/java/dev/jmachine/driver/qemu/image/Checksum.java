package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A digest that a file must have.
 *
 * @param algorithm "sha256" or "sha512"
 * @param hex lower case
 */
public record Checksum(String algorithm, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final int BUFFER = 1 << 16;

  /**
   * Reads "sha256:HEX", "sha512:HEX" or bare hexadecimal digits, whose number tells the algorithm.
   */
  public static Checksum parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    String hex = lower.substring(lower.indexOf(':') + 1);
    String algorithm =
        switch (HEX.matcher(hex).matches() ? hex.length() : 0) {
          case 64 -> "sha256";
          case 128 -> "sha512";
          default -> throw refused(text);
        };
    if (lower.indexOf(':') >= 0 && !lower.startsWith(algorithm + ":")) {
      throw refused(text);
    }
    return new Checksum(algorithm, hex);
  }

  private static MachineFailure refused(String text) {
    return MachineFailure.usage("invalid checksum \"" + text + "\"")
        .because("expected sha256:HEX or sha512:HEX");
  }

  /**
   * The checksum of {@code fileName} in a list such as SHA512SUMS: lines "HEX NAME" or "HEX *NAME".
   */
  static Optional<Checksum> inList(String list, String fileName) {
    return list.lines()
        .map(line -> line.strip().split("\\s+\\*?", 2))
        .filter(parts -> parts.length == 2 && parts[1].equals(fileName))
        .map(parts -> parse(parts[0]))
        .findFirst();
  }

  /** The digest of a file. */
  static Checksum of(Path file, String algorithm) throws IOException, InterruptedException {
    MessageDigest digest = digest(algorithm);
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while computing a checksum");
        }
      }
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** Fails where the file has another digest. */
  void require(Path file, String source) throws IOException, InterruptedException {
    Checksum found = of(file, algorithm);
    if (!found.equals(this)) {
      throw MachineFailure.of(FailureKind.TRUST, "the image " + source + " has a wrong checksum")
          .because("expected " + this + ", got " + found)
          .left("nothing; the download was deleted")
          .hint("try again; if it stays wrong, do not use this image")
          .see("docs/drivers/qemu.md#images");
    }
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
