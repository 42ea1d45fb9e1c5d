package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.point.Point;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files and folders that hold a secret: for their owner alone from the moment they exist. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Writes {@code text} as UTF-8, replacing what was there in one move; nothing of it is kept. It
   * is on the disk when this returns.
   */
  public static void write(Path file, String text) throws IOException {
    Disk disk = new SystemDisk();
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    disk.delete(fresh);
    disk.write(fresh, text.getBytes(UTF_8));
    Point.reached(file.getFileName() + " written, without its name");
    disk.force(fresh);
    disk.move(fresh, file);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      disk.forceFolder(folder);
    }
    Point.reached(file.getFileName() + " saved");
  }

  /** Makes an empty file (0600) unless it is there, for another program to write to. */
  public static void make(Path file) throws IOException {
    try {
      Files.createFile(file, OwnerOnly.file());
    } catch (FileAlreadyExistsException e) {
      // whoever made it made it so
    }
  }

  /**
   * Replaces the content of another program's file in one move and keeps the permissions that it
   * has; a new file is its owner's alone.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path fresh = fresh(file);
    Files.write(fresh, content);
    if (OwnerOnly.isPosix() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes a folder (0700) unless it is there; its parents are made with the system's defaults. */
  public static void makeFolder(Path folder) throws IOException {
    OwnerOnly.makeFolder(folder);
  }

  private static Path fresh(Path file) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OwnerOnly.file());
    return fresh;
  }
}
