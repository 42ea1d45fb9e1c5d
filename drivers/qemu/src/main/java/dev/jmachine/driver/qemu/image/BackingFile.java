package dev.jmachine.driver.qemu.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file under a qcow2 disk, read from its header: magic "QFI\xfb", version, offset (64 bits, at
 * 8) and length (32 bits, at 16) of the name. Source: QEMU, docs/interop/qcow2.
 */
public final class BackingFile {
  private static final int MAGIC = 0x514649fb;
  private static final int LONGEST = 1023;

  private BackingFile() {}

  /** The file's name as it stands there; empty for a disk of another form or with none under it. */
  public static Optional<Path> of(Path disk) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "r")) {
      if (file.length() < 20 || file.readInt() != MAGIC) {
        return Optional.empty();
      }
      file.seek(8);
      long offset = file.readLong();
      int length = file.readInt();
      if (offset <= 0 || length <= 0 || length > LONGEST || offset + length > file.length()) {
        return Optional.empty();
      }
      byte[] name = new byte[length];
      file.seek(offset);
      file.readFully(name);
      return Optional.of(Path.of(new String(name, UTF_8)));
    }
  }
}
