package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.time.Attempt;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on one file, across processes by the operating system's record lock, which ends
 * with its process however that dies, and across the threads of this one.
 */
final class LockFile implements Closeable {
  // Process-wide because the thing itself is: POSIX drops all of a process's locks on a file when
  // the process closes any descriptor of that file. So no thread may even open a file that another
  // thread of this JVM holds locked, whichever store object it came through.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Tries once, without waiting.
   *
   * @param path absolute and real: two names of one file would defeat the thread's part
   */
  static Attempt<LockFile> tryTake(Path path, Holder self) throws IOException {
    if (!HELD_HERE.add(path)) {
      return Attempt.notYet("another thread of this process uses it");
    }
    boolean taken = false;
    try {
      Attempt<LockFile> attempt = open(path, self);
      taken = attempt instanceof Attempt.Ready<LockFile>;
      return attempt;
    } finally {
      if (!taken) {
        HELD_HERE.remove(path);
      }
    }
  }

  private static Attempt<LockFile> open(Path path, Holder self) throws IOException {
    Object before = makeAndIdentify(path);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Attempt.notYet("another process removes it");
    }
    boolean taken = false;
    try {
      if (channel.tryLock() == null) {
        return Attempt.notYet(Holder.parse(content(channel)).shown());
      }
      // The holder before us may have removed the file while we opened it; a lock on a file that
      // has no name any more keeps nobody out. An open file's number is not given to another one,
      // so the same number before and after means that the name is still that of our file.
      if (before == null || !before.equals(identity(path))) {
        return Attempt.notYet("another process removes it");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self.text().getBytes(UTF_8)), 0);
      taken = true;
      return Attempt.ready(new LockFile(path, channel));
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /**
   * Whether anybody holds it. Looks by taking it for a moment, so that whoever takes it then sees
   * it held, and tries again.
   *
   * @param path as for {@link #tryTake}
   */
  static boolean isHeld(Path path) throws IOException {
    if (!HELD_HERE.add(path)) {
      return true;
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return channel.tryLock() == null;
    } catch (NoSuchFileException e) {
      return false;
    } finally {
      HELD_HERE.remove(path);
    }
  }

  /** Removes the file's name; only its holder may, and closes afterwards. */
  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(path);
    }
  }

  private static @Nullable Object makeAndIdentify(Path path) throws IOException {
    try {
      Files.createFile(path, OwnerOnly.file());
    } catch (FileAlreadyExistsException e) {
      // somebody held or holds it
    }
    return identity(path);
  }

  private static @Nullable Object identity(Path path) throws IOException {
    try {
      Object key =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey();
      // no file numbers (Windows): there an open file cannot be removed
      return key == null ? path : key;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static String content(FileChannel channel) throws IOException {
    return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
  }
}
