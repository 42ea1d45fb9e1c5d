package dev.jmachine.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What the store does with whole folders. Symbolic links in them are removed, never followed. */
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
      Disk disk = new SystemDisk();
      empty(disk, folder, folder);
      disk.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // somebody put a file there meanwhile: it is used
      return;
    }
  }

  /**
   * Removes all that is in a folder, for good when this returns; what is gone already is fine.
   *
   * @param kept a file in it that stays
   */
  static void empty(Disk disk, Path folder, Path kept) throws IOException {
    Files.walkFileTree(folder, new Removal(disk, folder, kept));
    disk.forceFolder(folder);
  }

  private static boolean isUnfinished(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.startsWith(".") && name.endsWith(".new");
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    private final Disk disk;
    private final Path top;
    private final Path kept;

    private Removal(Disk disk, Path top, Path kept) {
      this.disk = disk;
      this.top = top;
      this.kept = kept;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!kept.equals(file)) {
        disk.delete(file);
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
        disk.delete(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
