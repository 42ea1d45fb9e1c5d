package dev.jmachine.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays out the whole program in a folder: {@code Layout TARGET RUNTIME CLASS_PATH START}.
 *
 * <p>The class path is that of Maven, in its order. A jar with a folder {@code driver/} beside it
 * is a driver that wants a class path of its own (ADR 0001); all others go to {@code lib/}. START
 * is when the build began; a file of that time beside TARGET tells {@code ./jmachine} which sources
 * are newer.
 */
public final class Layout {
  private Layout() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path target = Path.of(args[0]);
    List<Path> classPath = Stream.of(args[2].split(File.pathSeparator)).map(Path::of).toList();
    RuntimeImage.link(Path.of(args[1]));
    Trees.delete(target);
    Trees.copy(Path.of(args[1]), target.resolve("runtime"));
    var install = new Install(target, libraries(classPath, target.resolve("lib")));
    install.writeMainLauncher();
    for (Path jar : classPath) {
      if (DriverFolder.isWantedBy(jar)) {
        DriverFolder.add(install, jar);
      }
    }
    markStart(target.resolveSibling(target.getFileName() + ".started"), Instant.parse(args[3]));
  }

  private static void markStart(Path file, Instant start) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file);
    Files.setLastModifiedTime(file, FileTime.from(start));
  }

  /** Drivers come first, then ours: they are looked for in jar after jar, until found. */
  private static List<Path> libraries(List<Path> classPath, Path lib) throws IOException {
    Files.createDirectories(lib);
    List<Path> shared =
        classPath.stream()
            .filter(Files::isRegularFile)
            .filter(jar -> !DriverFolder.isWantedBy(jar))
            .sorted(Comparator.comparingInt(Layout::rank))
            .toList();
    return Jars.copyAll(shared, lib);
  }

  private static int rank(Path jar) {
    String name = jar.getFileName().toString();
    return name.startsWith("jmachine-driver-") ? 0 : name.startsWith("jmachine-") ? 1 : 2;
  }
}
