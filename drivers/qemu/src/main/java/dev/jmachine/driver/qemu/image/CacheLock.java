package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets one process at a time make one image. The lock ends with its process, however that dies. Its
 * file stays: removing it would let two in.
 */
final class CacheLock implements Closeable {
  // Process-wide as the thing itself is: POSIX drops a process's lock when it closes any descriptor
  // of
  // the file, so no second thread may even open it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final RandomAccessFile file;

  private CacheLock(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /** Waits for the lock; {@code progress} is told when another process holds it. */
  static CacheLock take(Path path, Pause pause, Deadline deadline, Consumer<String> progress)
      throws InterruptedException {
    return Await.with(pause, Backoff.LOCAL)
        .reporting(progress)
        .until("another process to finish this image", deadline, () -> tryTake(path));
  }

  /** The lock where nobody holds it now; empty where somebody does. */
  static Optional<CacheLock> ifFree(Path path) {
    return tryTake(path) instanceof Attempt.Ready<CacheLock>(CacheLock lock)
        ? Optional.of(lock)
        : Optional.empty();
  }

  private static Attempt<CacheLock> tryTake(Path path) {
    Attempt<CacheLock> busy =
        Attempt.notYet("another process is making this image; waiting for it");
    if (!HELD_HERE.add(path)) {
      return busy;
    }
    boolean taken = false;
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      FileLock lock = file.getChannel().tryLock();
      taken = lock != null;
      if (!taken) {
        file.close();
      }
      return taken ? Attempt.ready(new CacheLock(path, file)) : busy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!taken) {
        HELD_HERE.remove(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      HELD_HERE.remove(path);
    }
  }
}
