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
 * Lets one process at a time make one thing of the cache. The lock ends with its process, however
 * that dies. Its file stays: removing it would let two in.
 */
public final class CacheLock implements Closeable {
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

  /**
   * Waits for the lock.
   *
   * @param thing what is made: "image"
   * @param progress is told when another process holds it
   */
  public static CacheLock take(
      Path path, String thing, Pause pause, Deadline deadline, Consumer<String> progress)
      throws InterruptedException {
    Attempt<CacheLock> busy =
        Attempt.notYet("another process is making this " + thing + "; waiting for it");
    return Await.with(pause, Backoff.LOCAL)
        .reporting(progress)
        .until(
            "another process to finish this " + thing,
            deadline,
            () -> ifFree(path).<Attempt<CacheLock>>map(Attempt::ready).orElse(busy));
  }

  /** Takes it if nobody holds it now. */
  public static Optional<CacheLock> ifFree(Path path) {
    if (!HELD_HERE.add(path)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      FileLock lock = file.getChannel().tryLock();
      taken = lock != null;
      if (!taken) {
        file.close();
      }
      return taken ? Optional.of(new CacheLock(path, file)) : Optional.empty();
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
