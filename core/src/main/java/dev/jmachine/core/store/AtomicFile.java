package dev.jmachine.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that whoever reads it, also after a power cut, finds the old content or the new
 * one, whole. An interruption does not cut a write short: it is finished, and the thread's flag is
 * kept. One writer at a time: the caller holds a lock.
 */
final class AtomicFile {
  private final Path target;
  private final Path fresh;
  private final Path previous;
  private final Path previousFresh;

  AtomicFile(Path target) {
    this.target = target;
    String name = String.valueOf(target.getFileName());
    this.fresh = target.resolveSibling("." + name + ".new");
    this.previous = target.resolveSibling(name + ".prev");
    this.previousFresh = target.resolveSibling("." + name + ".prev.new");
  }

  /** Replaces the content; the content until now stays beside it as {@code NAME.prev}. */
  void write(byte[] content) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          replace(content);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void replace(byte[] content) throws IOException {
    try {
      writeFresh(content);
      keepPrevious();
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discardFresh(e);
      throw e;
    }
    forceFolder();
  }

  private void writeFresh(byte[] content) throws IOException {
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OwnerOnly.file());
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** A second name for the present content, so that there is no moment without it. */
  private void keepPrevious() throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    Files.deleteIfExists(previousFresh);
    try {
      Files.createLink(previousFresh, target);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // a file system without hard links
      Files.copy(target, previousFresh, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.move(previousFresh, previous, StandardCopyOption.ATOMIC_MOVE);
  }

  private void discardFresh(IOException why) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private void forceFolder() throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      Folders.force(folder);
    }
  }
}
