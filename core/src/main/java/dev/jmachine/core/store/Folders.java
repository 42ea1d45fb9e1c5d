package dev.jmachine.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store does with whole folders. Symbolic links are removed, never followed. */
final class Folders {
  private Folders() {}

  /** Makes the names in a folder survive a power cut (fsync of the folder, where it can be). */
  static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Whether the folder is there and holds anything but our own unfinished writes. */
  static boolean isUsed(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!isUnfinished(entry)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Removes the folder where nothing but our own unfinished writes is in it. */
  static void removeIfUnused(Path folder) throws IOException {
    if (!Files.isDirectory(folder) || isUsed(folder)) {
      return;
    }
    try {
      remove(folder, List.of());
    } catch (DirectoryNotEmptyException e) {
      // somebody put a file there meanwhile: it is used
      return;
    }
  }

  /**
   * Removes a folder and all that is in it; what is gone already is fine.
   *
   * @param last files that go after all others, in this order
   */
  static void remove(Path folder, List<Path> last) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(folder);
      return;
    }
    Files.walkFileTree(folder, new Removal(folder, last));
    for (Path file : last) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static boolean isUnfinished(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.startsWith(".") && name.endsWith(".new");
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    private final Path top;
    private final List<Path> kept;

    private Removal(Path top, List<Path> kept) {
      this.top = top;
      this.kept = kept;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!kept.contains(file)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (!folder.equals(top)) {
        Files.deleteIfExists(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
