package dev.jmachine.driver.qemu.image;

import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The apt sources of this computer.
 *
 * @param etc the folder /etc
 */
record HostSources(Path etc) {
  DebianMirror mirror() throws IOException {
    return isDebian() ? DebianMirror.of(all(), codename()) : DebianMirror.DEFAULT;
  }

  /** Others have suites of the same kind, with other packages. */
  private boolean isDebian() {
    return release("ID").equals("debian");
  }

  private String codename() {
    String codename = release("VERSION_CODENAME");
    return codename.isEmpty() ? "stable" : codename;
  }

  private String release(String key) {
    try {
      return PrivateFiles.read(etc.resolve("os-release"))
          .lines()
          .filter(line -> line.startsWith(key + "="))
          .map(line -> line.substring(key.length() + 1).replaceAll("[\"']", ""))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private List<AptSource> all() throws IOException {
    List<AptSource> sources = new ArrayList<>();
    Path list = etc.resolve("apt/sources.list");
    if (Files.isReadable(list)) {
      sources.addAll(AptSource.parseList(PrivateFiles.read(list)));
    }
    for (Path file : parts()) {
      String text = PrivateFiles.read(file);
      sources.addAll(
          file.toString().endsWith(".sources")
              ? AptSource.parseDeb822(text)
              : AptSource.parseList(text));
    }
    return sources;
  }

  /** In the order in which apt reads them. */
  private Iterable<Path> parts() throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    Path folder = etc.resolve("apt/sources.list.d");
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{list,sources}")) {
        found.forEach(file -> addReadable(files, file));
      }
    }
    return files;
  }

  private static void addReadable(TreeSet<Path> files, Path file) {
    if (Files.isReadable(file)) {
      files.add(file);
    }
  }
}
