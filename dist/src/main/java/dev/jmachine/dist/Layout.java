package dev.jmachine.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

  private static List<Path> libraries(List<Path> classPath, Path lib) throws IOException {
    Files.createDirectories(lib);
    List<Path> shared =
        classPath.stream()
            .filter(Files::isRegularFile)
            .filter(j -> !DriverFolder.isWantedBy(j))
            .toList();
    return Jars.copyAll(shared, lib);
  }
}
