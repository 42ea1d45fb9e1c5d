package dev.jmachine.cli.expiry;

import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code watch} of a machine: the number of the process that watches (0 while it is not
 * noted yet), the moment in seconds of {@link Uptime}, and as the record has it. {@code watch.sh}
 * reads it.
 */
record WatchFile(Path folder) {
  Path path() {
    return folder.resolve("watch");
  }

  void write(long pid, long end, String expires) throws IOException {
    PrivateFiles.write(path(), pid + " " + end + " " + expires + "\n");
  }

  /** The number; null where there is no file, or it holds none. */
  @Nullable Long pid() throws IOException {
    try {
      String text = Files.readString(path());
      return Long.valueOf(text.substring(0, Math.max(0, text.indexOf(' '))));
    } catch (NoSuchFileException e) {
      return null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path());
  }
}
