package dev.jmachine.dist;

import dev.jmachine.core.driver.DriverProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The drivers of the first JVM as its launcher lists them: NAME=CLASS, with commas between. So the
 * one that a record names is found without a look into jars.
 */
final class DriverIndex {
  private DriverIndex() {}

  /**
   * The index.
   *
   * @param jars file names of those in {@code lib}; drivers of other jars are left out
   */
  static String of(Collection<String> jars) {
    return ServiceLoader.load(DriverProvider.class).stream()
        .filter(driver -> jars.contains(jar(driver.type())))
        .map(driver -> driver.get().info().name() + "=" + driver.type().getName())
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String jar(Class<?> type) {
    String place = type.getProtectionDomain().getCodeSource().getLocation().toString();
    return Jars.withoutVersion(String.valueOf(Path.of(URI.create(place)).getFileName()));
  }
}
