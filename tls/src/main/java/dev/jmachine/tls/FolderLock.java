package dev.jmachine.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** One writer at a time in a folder, of all processes and threads. */
final class FolderLock {
  // A file lock holds between processes only; a second one within a process is an error in Java.
  private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock();

  /** What is done under the lock. */
  interface Action {
    boolean run() throws IOException;
  }

  private FolderLock() {}

  static boolean holding(Path folder, Action action) throws IOException, InterruptedException {
    WITHIN_THIS_PROCESS.lockInterruptibly();
    try (FileChannel file = open(folder.resolve(".lock"));
        FileLock lock = file.lock()) {
      return lock.isValid() && action.run();
    } finally {
      WITHIN_THIS_PROCESS.unlock();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PemFiles.mode("rw-------"));
  }
}
