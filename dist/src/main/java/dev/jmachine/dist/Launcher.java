package dev.jmachine.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A start script, made from {@code launcher.sh}.
 *
 * @param place path of the script below the install folder
 * @param classPath jars in order
 * @param quick AOT cache for commands that answer at once
 * @param full AOT cache for all others
 * @param properties further {@code -D} arguments
 */
record Launcher(
    String place, List<Path> classPath, Path quick, Path full, List<String> properties) {
  void write(Install install) throws IOException {
    Path script = install.folder().resolve(place);
    Files.createDirectories(Objects.requireNonNull(script.getParent()));
    Files.writeString(script, text(install));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String text(Install install) throws IOException {
    return template()
        .replace("@PLACE@", place)
        .replace("@UP@", "../".repeat(Path.of(place).getNameCount() - 1))
        .replace("@QUICK@", install.relative(quick))
        .replace("@FULL@", install.relative(full))
        .replace("@FLAGS@", String.join(" ", JvmFlags.RUN))
        .replace("@PROPERTIES@", allProperties())
        .replace("@CLASS_PATH@", shellClassPath(install));
  }

  private String allProperties() {
    return String.join(" ", JvmFlags.PROPERTIES) + " " + String.join(" ", properties);
  }

  private String shellClassPath(Install install) {
    return classPath.stream()
        .map(jar -> "$install/" + install.relative(jar))
        .collect(Collectors.joining(":"));
  }

  private static String template() throws IOException {
    try (InputStream in = Launcher.class.getResourceAsStream("launcher.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }
}
