package dev.jmachine.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A laid out program.
 *
 * @param folder where {@code bin}, {@code lib}, {@code drivers} and {@code runtime} are
 * @param libraries the jars in {@code lib}, in the order of the class path
 */
record Install(Path folder, List<Path> libraries) {
  Install {
    folder = folder.toAbsolutePath().normalize();
    libraries = libraries.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
  }

  /** Reads a laid out program; its launcher tells the order of the jars. */
  static Install at(Path folder) throws IOException {
    String order = Files.readString(folder.resolve("lib/order"));
    return new Install(folder, order.lines().map(folder.resolve("lib")::resolve).toList());
  }

  void writeMainLauncher() throws IOException, InterruptedException {
    Path lib = folder.resolve("lib");
    Files.write(lib.resolve("order"), libraryNames());
    String hash = Jars.hash(libraries);
    Path quick = lib.resolve("jmachine-" + hash + ".aot");
    Path full = lib.resolve("jmachine-full-" + hash + ".aot");
    List<String> properties = List.of("-Djmachine.drivers=" + drivers());
    AotCache.train(this, libraries, quick, properties, List.of("quick"), Map.of());
    try (Rehearsal rehearsal = Rehearsal.prepare()) {
      AotCache.train(
          this, libraries, full, properties, rehearsal.arguments(), rehearsal.environment());
    }
    new Launcher("bin/jmachine", libraries, quick, full, properties).write(this);
  }

  /** The index of the drivers in {@code lib}. */
  String drivers() {
    return DriverIndex.of(libraryNames());
  }

  private List<String> libraryNames() {
    return libraries.stream().map(jar -> jar.getFileName().toString()).toList();
  }

  /** A path below the install folder, as the launcher names it. */
  String relative(Path path) {
    return folder.relativize(path).toString();
  }
}
