package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * PEM files that nobody else may read: files 0600 and folders 0700 from the moment they exist,
 * replaced whole or not at all.
 */
public final class PemFiles {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private PemFiles() {}

  /** Writes or replaces a file, 0600, by way of a file beside it that reached the disk. */
  public static void writePrivate(Path file, String pem) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    Path beside = Files.createTempFile(folder, "." + file.getFileName(), ".new", mode("rw-------"));
    try {
      writeThrough(beside, pem);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
    force(folder);
  }

  /**
   * Reads a key or certificate as it stands.
   *
   * @throws TlsFailure DAMAGED when the file is missing or no text
   */
  public static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new TlsFailure(Kind.DAMAGED, file + " is missing", "restore it from a backup", e);
    } catch (MalformedInputException e) {
      throw new TlsFailure(Kind.DAMAGED, file + " is not PEM", "restore it from a backup", e);
    }
  }

  /** Makes a folder, and those above it, 0700; one that exists is left as it is. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, mode("rwx------"));
  }

  /** Makes a file that must not exist yet, 0600, and waits until it reached the disk. */
  static void createPrivate(Path file, String pem) throws IOException {
    Files.createFile(file, mode("rw-------"));
    writeThrough(file, pem);
  }

  /** Refuses a folder or key that other users can read or change. */
  static void requirePrivate(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
      throw new TlsFailure(
          Kind.EXPOSED,
          path + " is open to other users (" + PosixFilePermissions.toString(permissions) + ")",
          "chmod go= "
              + ShellWord.quoted(path)
              + "; if a stranger may have read the key, replace it");
    }
  }

  /** Makes sure that what happened to a folder's entries reached the disk. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeThrough(Path file, String pem) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pem);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
