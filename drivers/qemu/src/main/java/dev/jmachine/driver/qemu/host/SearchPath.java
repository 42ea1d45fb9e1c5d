package dev.jmachine.driver.qemu.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where commands are looked for: the user's PATH, then the folders of system commands, which an
 * ordinary user's PATH on Debian lacks (mke2fs lives in /usr/sbin).
 */
public record SearchPath(List<Path> folders) {
  private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin");

  public SearchPath {
    folders = List.copyOf(folders);
  }

  public static SearchPath of(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    for (String folder :
        environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1)) {
      if (folder.startsWith("/")) {
        folders.add(Path.of(folder));
      }
    }
    SYSTEM.forEach(folder -> folders.add(Path.of(folder)));
    return new SearchPath(folders);
  }

  public Optional<Path> find(String command) {
    return folders.stream()
        .map(folder -> folder.resolve(command))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  public boolean has(String command) {
    return find(command).isPresent();
  }

  /** As the value of PATH. */
  public String value() {
    return String.join(File.pathSeparator, folders.stream().map(Path::toString).toList());
  }
}
