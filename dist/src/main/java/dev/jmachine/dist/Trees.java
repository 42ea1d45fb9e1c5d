package dev.jmachine.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/** Whole folders. */
final class Trees {
  private Trees() {}

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path path : below(folder, Comparator.reverseOrder())) {
      Files.delete(path);
    }
  }

  /** Copies with modes and times; symbolic links stay links. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    for (Path path : below(from, Comparator.naturalOrder())) {
      Files.copy(
          path,
          to.resolve(from.relativize(path)),
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static List<Path> below(Path folder, Comparator<Path> order) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.sorted(order).toList();
    }
  }
}
