package dev.jmachine.core.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the store's writes ask of the file system. Only what was forced outlives a power cut: {@link
 * #force} a file's content, {@link #forceFolder} the names in a folder. A test keeps the list of
 * these calls and cuts the power between any two.
 */
interface Disk {
  /** Makes a new file (0600) with this content. */
  void write(Path file, byte[] content) throws IOException;

  void force(Path file) throws IOException;

  /** Makes a folder (0700) unless it is there; its parent is. */
  void makeFolder(Path folder) throws IOException;

  void forceFolder(Path folder) throws IOException;

  /** Gives a file a second name; a copy where the file system has no hard links. */
  void link(Path link, Path target) throws IOException;

  /** Renames, over what has the new name, in one move. */
  void move(Path from, Path to) throws IOException;

  /** Removes a file or an empty folder; one that is not there is fine. */
  void delete(Path path) throws IOException;
}
