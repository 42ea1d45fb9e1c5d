package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.json.JsonText;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What was changed and by whom: {@code audit.log} in the store, one JSON object a line, 0600. A
 * line is one write to a file open for appending, so the lines of several processes stay whole.
 * Past a size the file becomes {@code audit.log.1}, in place of the one before.
 */
public final class AuditLog {
  private static final long FULL = 1 << 20;

  private final Path file;
  private final long full;

  AuditLog(Path file, long full) {
    this.file = file;
    this.full = full;
  }

  /** The log of the store in {@code root}. */
  public static AuditLog in(Path root) {
    return new AuditLog(root.resolve("audit.log"), FULL);
  }

  /**
   * Adds a line. Not forced to disk: it is no part of what a machine's removal needs.
   *
   * @param line members as {@link JsonText} takes them; no secret
   * @throws IOException where it can't be written; the caller's work is done all the same
   */
  public void append(Map<String, Object> line) throws IOException {
    byte[] bytes = (JsonText.of(line) + "\n").getBytes(UTF_8);
    rotateIfFull();
    try {
      Files.createFile(file, OwnerOnly.file());
    } catch (FileAlreadyExistsException e) {
      // the usual case
    }
    // a stream and no channel, which an interrupted thread could not write to
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(bytes);
    }
  }

  private void rotateIfFull() throws IOException {
    if (!isFull()) {
      return;
    }
    Path turn = file.resolveSibling(".audit.lock");
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try (FileChannel channel = FileChannel.open(turn, options, OwnerOnly.file())) {
      // looked at again under the lock, else two would rotate and one of them a fresh file
      if (channel.tryLock() != null && isFull()) {
        Files.move(file, file.resolveSibling("audit.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (OverlappingFileLockException e) {
      // another thread of ours is at it; this line still goes to the full file
      return;
    }
  }

  private boolean isFull() throws IOException {
    try {
      return Files.size(file) >= full;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
