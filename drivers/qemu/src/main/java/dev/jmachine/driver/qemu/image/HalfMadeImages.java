package dev.jmachine.driver.qemu.image;

import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is left in the cache of images that nobody makes any more: {@code .KEY.staging}, {@code
 * .KEY.scratch} (the note of a folder in /var/tmp), {@code .KEY.part} and what the server said of
 * it. Who makes an image holds {@code .KEY.lock}.
 */
final class HalfMadeImages {
  private static final List<String> ENDINGS =
      List.of(".staging", ".scratch", ".part", ".part.etag");

  private final Path folder;

  HalfMadeImages(Path folder) {
    this.folder = folder;
  }

  /** Keys of such images, and when something of each last changed. */
  Map<String, Instant> all() throws IOException {
    Map<String, Instant> found = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, ".*")) {
      for (Path entry : entries) {
        String key = key(entry);
        if (!key.isEmpty()) {
          found.merge(key, changed(entry), (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    }
    found.keySet().removeIf(this::isBeingMade);
    return found;
  }

  void delete(String key) throws IOException, InterruptedException {
    Optional<CacheLock> free = CacheLock.ifFree(lock(key));
    if (free.isEmpty()) {
      return;
    }
    try (CacheLock _ = free.get()) {
      PrivateFiles.deleteTree(folder.resolve("." + key + ".staging"));
      new Scratch(folder.resolve("." + key + ".scratch")).sweep();
      new PartFile(folder.resolve("." + key + ".part")).delete();
    }
  }

  private boolean isBeingMade(String key) {
    Optional<CacheLock> free = CacheLock.ifFree(lock(key));
    try {
      if (free.isPresent()) {
        free.get().close();
      }
    } catch (IOException e) {
      return true;
    }
    return free.isEmpty();
  }

  private Path lock(String key) {
    return folder.resolve("." + key + ".lock");
  }

  private static String key(Path entry) {
    String name = String.valueOf(entry.getFileName());
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return name.substring(1, name.length() - ending.length());
      }
    }
    return "";
  }

  private static Instant changed(Path entry) throws IOException {
    return Files.getLastModifiedTime(entry).toInstant();
  }
}
