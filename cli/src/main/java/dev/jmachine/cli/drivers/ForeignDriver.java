package dev.jmachine.cli.drivers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * A driver with a class path and a JVM of its own (ADR 0001), as its folder's driver.properties
 * tells.
 *
 * @param name as in {@code --driver NAME}
 * @param aliases other names that are taken
 * @param summary one phrase for lists
 * @param launch the program that runs a command line in the driver's JVM
 */
public record ForeignDriver(String name, List<String> aliases, String summary, Path launch) {
  private static final String PROPERTIES = "driver.properties";

  public ForeignDriver {
    aliases = List.copyOf(aliases);
  }

  /** Whether the folder is a driver's. */
  static boolean isThere(Path folder) {
    return Files.isRegularFile(folder.resolve(PROPERTIES));
  }

  /** Reads a driver's folder. */
  static ForeignDriver read(Path folder) throws IOException {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(folder.resolve(PROPERTIES))) {
      properties.load(text);
    }
    String name = properties.getProperty("name", String.valueOf(folder.getFileName()));
    List<String> aliases =
        Arrays.stream(properties.getProperty("aliases", "").split(",", -1))
            .map(String::strip)
            .filter(alias -> !alias.isEmpty())
            .toList();
    String summary = properties.getProperty("summary", "");
    return new ForeignDriver(name, aliases, summary, folder.resolve("launch"));
  }

  boolean isCalled(String nameOrAlias) {
    return name.equals(nameOrAlias) || aliases.contains(nameOrAlias);
  }
}
