package dev.jmachine.driver.qemu.image;

import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a download that has come so far, and beside it what the server said the file is (its
 * ETag or date).
 *
 * @param path of the part
 */
record PartFile(Path path) {
  long length() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  String validator() throws IOException {
    return Files.exists(note()) ? PrivateFiles.read(note()) : "";
  }

  /** Begins anew: an empty part of the file that {@code validator} names. */
  void restart(String validator) throws IOException {
    Files.deleteIfExists(path);
    Files.createFile(path);
    PrivateFiles.write(note(), validator);
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(note());
  }

  /** The part is whole and proven: moves it to its place. */
  void moveTo(Path target) throws IOException {
    Files.move(path, target);
    Files.deleteIfExists(note());
  }

  private Path note() {
    return path.resolveSibling(path.getFileName() + ".etag");
  }
}
