package dev.jmachine.driver.qemu.seed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar archive (POSIX ustar) of small files that all belong to root. Paths up to 100 bytes;
 * time stamps 0, so that equal content gives equal bytes.
 */
public final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a folder. */
  public Tar folder(String path, int mode) {
    header(path + "/", mode, 0, '5');
    return this;
  }

  /** Adds a file. */
  public Tar file(String path, int mode, String content) {
    return file(path, mode, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file. */
  public Tar file(String path, int mode, byte[] content) {
    header(path, mode, content.length, '0');
    out.writeBytes(content);
    pad();
    return this;
  }

  /** The archive with its end mark. Its length is a multiple of 512, as a disk needs. */
  public byte[] toBytes() {
    byte[] archive = out.toByteArray();
    return Arrays.copyOf(archive, archive.length + 2 * BLOCK);
  }

  private void header(String path, int mode, int size, char type) {
    byte[] block = new byte[BLOCK];
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > NAME) {
      throw new IllegalArgumentException("path too long for tar: " + path);
    }
    System.arraycopy(name, 0, block, 0, name.length);
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, 0);
    block[156] = (byte) type;
    text(block, 257, "ustar\00000");
    text(block, 265, "root");
    text(block, 297, "root");
    checksum(block);
    out.writeBytes(block);
  }

  /** The sum of all bytes, with the field itself taken as blanks. */
  private static void checksum(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte one : block) {
      sum += one & 0xff;
    }
    octal(block, 148, 7, sum);
  }

  private static void octal(byte[] block, int offset, int length, int value) {
    String digits = Integer.toOctalString(value);
    text(block, offset, "0".repeat(length - 1 - digits.length()) + digits);
    block[offset + length - 1] = 0;
  }

  private static void text(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  private void pad() {
    int over = out.size() % BLOCK;
    if (over > 0) {
      out.writeBytes(new byte[BLOCK - over]);
    }
  }
}
