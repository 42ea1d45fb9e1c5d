package dev.jmachine.core.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a test that watches the points of one run. {@code reached} gets a line for each
 * point. Where {@code stop-at} holds a number or a name, the process stands still at the point of
 * that number (counted from 1), or each time at that of that name, says so by writing its process
 * number to {@code stopped}, and waits to be killed; a thread that is interrupted there, as by
 * Ctrl-C, goes on.
 */
final class PointFolder {
  private final Path folder;

  private PointFolder(Path folder) {
    this.folder = folder;
  }

  static @Nullable PointFolder of(@Nullable String folder) {
    return folder == null || folder.isBlank() ? null : new PointFolder(Path.of(folder));
  }

  /** Others that come by while one thread stands still wait as well: the process is as it was. */
  synchronized void reached(String name) {
    boolean interrupted = Thread.interrupted();
    try {
      Path list = folder.resolve("reached");
      Files.writeString(list, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      String wanted = stopAt();
      if (wanted.equals(name) || wanted.equals(Integer.toString(Files.readAllLines(list).size()))) {
        stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the test's folder " + folder, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String stopAt() throws IOException {
    Path file = folder.resolve("stop-at");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private void stop() throws IOException {
    Path fresh = folder.resolve("stopped.new");
    Files.writeString(fresh, Long.toString(ProcessHandle.current().pid()));
    Files.move(fresh, folder.resolve("stopped"), StandardCopyOption.ATOMIC_MOVE);
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
  }
}
