package dev.jmachine.core.store;

import dev.jmachine.core.point.Point;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a file so that whoever reads it, also after a power cut, finds the old content or the new
 * one, whole. An interruption does not cut a write short: it is finished, and the thread's flag is
 * kept. One writer at a time: the caller holds a lock.
 */
final class AtomicFile {
  private final Disk disk;
  private final Path target;
  private final Path fresh;
  private final Path previous;
  private final Path previousFresh;

  AtomicFile(Disk disk, Path target) {
    this.disk = disk;
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
      disk.delete(fresh);
      disk.write(fresh, content);
      Point.reached("record written, not on the disk");
      disk.force(fresh);
      Point.reached("record on the disk, without its name");
      keepPrevious();
      disk.move(fresh, target);
    } catch (IOException e) {
      discardFresh(e);
      throw e;
    }
    Point.reached("record has its name, which is not on the disk");
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      disk.forceFolder(folder);
    }
    Point.reached("record saved");
  }

  /** A second name for the present content, so that there is no moment without it. */
  private void keepPrevious() throws IOException {
    if (Files.exists(target)) {
      disk.delete(previousFresh);
      disk.link(previousFresh, target);
      disk.move(previousFresh, previous);
      Point.reached("record before kept");
    }
  }

  private void discardFresh(IOException why) {
    try {
      disk.delete(fresh);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
