package dev.jmachine.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the program is: the system property {@code jmachine.bin}, the environment variable {@code
 * JMACHINE_BIN}, the artifact {@code dev.jmachine:jmachine-program} on the class path, {@code
 * PATH}; the first that is given counts.
 */
record ProgramSearch(Properties properties, Map<String, String> environment, PackedProgram packed) {
  static final String PROPERTY = "jmachine.bin";
  static final String VARIABLE = "JMACHINE_BIN";

  static ProgramSearch ofThisProcess() {
    return new ProgramSearch(
        System.getProperties(), System.getenv(), PackedProgram.ofThisProcess());
  }

  /**
   * The launcher's path.
   *
   * @throws HostException where none is found, or the one that was named is not there
   */
  Path find() {
    String named = properties.getProperty(PROPERTY);
    if (named != null) {
      return executable(named, "the system property " + PROPERTY);
    }
    String variable = environment.get(VARIABLE);
    if (variable != null && !variable.isEmpty()) {
      return executable(variable, "the environment variable " + VARIABLE);
    }
    Path unpacked = packed.unpacked();
    if (unpacked != null) {
      return unpacked;
    }
    Path onPath = onPath();
    if (onPath != null) {
      return onPath;
    }
    throw new HostException(
        "there is no jmachine program\n"
            + "  try: the dependency dev.jmachine:jmachine-program with scope test\n"
            + "  try: install jmachine so that it is in PATH, or name it with -D"
            + PROPERTY
            + "=…/bin/jmachine or "
            + VARIABLE);
  }

  private static Path executable(String text, String source) {
    Path path = Path.of(text).toAbsolutePath();
    if (!Files.isExecutable(path) || Files.isDirectory(path)) {
      throw new HostException(source + " names " + text + ", which is no program");
    }
    return path;
  }

  private @Nullable Path onPath() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "jmachine").toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElse(null);
  }
}
