package dev.jmachine.driver.qemu.host;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may read, from their first moment on. */
public final class PrivateFiles {
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

  private static final int WIPED_AT_ONCE = 64 << 10;

  private PrivateFiles() {}

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** Makes a folder, and those above it, where they are missing. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder, FOLDER);
  }

  /** Writes a file as a whole: another reader sees the old content or the new one. */
  public static void write(Path file, byte[] content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, FILE);
    try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The content of a small file. Unlike {@link Files#readString} an interruption does not break it,
   * so that it is not taken for a fault.
   *
   * @throws java.io.FileNotFoundException where there is none
   */
  public static String read(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Deletes a file whose content is secret. A process that has it open (QEMU, a disk) would keep
   * the content alive: so zeros are written over it first.
   */
  public static void wipe(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      long left = out.length();
      while (left > 0) {
        int part = (int) Math.min(left, WIPED_AT_ONCE);
        out.write(new byte[part]);
        left -= part;
      }
      out.getFD().sync();
    }
    Files.deleteIfExists(file);
  }

  /** Nobody may write the file from now on, its owner included. */
  public static void makeReadOnly(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
  }

  /** Deletes a file or a folder with all that is in it; follows no links. */
  public static void deleteTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          deleteTree(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
