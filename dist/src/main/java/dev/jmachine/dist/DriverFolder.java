package dev.jmachine.dist;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Adds {@code drivers/NAME/} to an installation: a driver with a class path of its own (ADR 0001).
 *
 * <p>As a program: {@code DriverFolder INSTALL TARGET JAR} copies an installation and adds a driver
 * to the copy, which is how the example is tried without being shipped.
 */
final class DriverFolder {
  private DriverFolder() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path target = Path.of(args[1]);
    Trees.delete(target);
    Trees.copy(Path.of(args[0]), target);
    add(Install.at(target), Path.of(args[2]));
  }

  /** Whether the module that made this jar has collected its run-time jars in {@code driver/}. */
  static boolean isWantedBy(Path jar) {
    return Files.isDirectory(jar.resolveSibling("driver"));
  }

  static void add(Install install, Path driverJar) throws IOException, InterruptedException {
    List<Path> jars = ownJars(install, driverJar);
    Path card = writeCard(install, jars);
    Properties known = read(card);
    String name = known.getProperty("name");
    Path folder = Files.createDirectories(install.folder().resolve("drivers").resolve(name));
    Files.move(card, folder.resolve("driver.properties"));
    List<Path> classPath = new ArrayList<>(install.libraries());
    classPath.addAll(Jars.copyAll(jars, folder));
    Path cache = folder.resolve(name + "-" + Jars.hash(classPath) + ".aot");
    List<String> properties = new ArrayList<>(jvmArguments(driverJar));
    properties.add("-Djmachine.driver=" + name);
    String own = name + "=" + known.getProperty("provider");
    properties.add("-Djmachine.drivers=" + own + "," + install.drivers());
    AotCache.train(install, classPath, cache, properties, trainingArguments(driverJar), Map.of());
    String place = "drivers/" + name + "/launch";
    new Launcher(place, classPath, cache, cache, properties).write(install);
  }

  /** The driver's jar, then its run-time jars by name, without those that {@code lib} has. */
  private static List<Path> ownJars(Install install, Path driverJar) throws IOException {
    List<Path> jars = new ArrayList<>(List.of(driverJar));
    try (Stream<Path> collected = Files.list(driverJar.resolveSibling("driver"))) {
      for (Path jar : collected.sorted().toList()) {
        if (!isShared(install, jar)) {
          jars.add(jar);
        }
      }
    }
    return jars;
  }

  private static boolean isShared(Install install, Path jar) {
    String name = Jars.withoutVersion(jar.getFileName().toString());
    return install.libraries().stream().anyMatch(shared -> shared.endsWith(name));
  }

  private static Path writeCard(Install install, List<Path> jars)
      throws IOException, InterruptedException {
    List<Path> classPath = new ArrayList<>(jars);
    classPath.add(ownClasses());
    install.libraries().stream().filter(DriverFolder::isNoDriver).forEach(classPath::add);
    Path card = install.folder().resolve("driver.properties");
    Commands.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Jars.classPath(classPath),
            DriverCard.class.getName(),
            card.toString()));
    return card;
  }

  private static Properties read(Path card) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(card)) {
      properties.load(in);
    }
    return properties;
  }

  /** Ours alone: the class path of this program has the other drivers on it. */
  private static Path ownClasses() {
    return Path.of(
        URI.create(
            DriverCard.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static boolean isNoDriver(Path library) {
    return !library.getFileName().toString().startsWith("jmachine-driver-");
  }

  /** What the driver's JVM needs to be told besides, one argument a line. */
  private static List<String> jvmArguments(Path driverJar) throws IOException {
    Path lines = driverJar.resolveSibling("../src/main/driver/jvm.args").normalize();
    return Files.exists(lines) ? Files.readAllLines(lines) : List.of();
  }

  private static List<String> trainingArguments(Path driverJar) {
    Path lines = driverJar.resolveSibling("../src/main/driver/training.args").normalize();
    return Files.exists(lines) ? List.of("driver", lines.toString()) : List.of("driver");
  }
}
