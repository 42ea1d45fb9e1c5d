package dev.jmachine.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes AOT caches (JEP 483 and 514). The JVM 25.0.3 does not notice that a jar changed
 * (JDK-8377932), so the name of a cache carries a hash of its jars.
 */
final class AotCache {
  private static final String TRAINING = "dev.jmachine.cli.Training";

  private AotCache() {}

  /**
   * Runs the training and writes the cache.
   *
   * @param classPath jars in the order of the launcher
   * @param properties {@code -D} arguments of the launcher that will use the cache
   * @param arguments the training's arguments; a folder for its store is put in front
   * @param environment further variables of the training's process
   */
  static void train(
      Install install,
      List<Path> classPath,
      Path cache,
      List<String> properties,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    Path store = Files.createTempDirectory("jmachine-training");
    TrainingStore.fill(store);
    List<String> command = new ArrayList<>();
    command.add(install.folder().resolve("runtime/bin/java").toString());
    command.addAll(JvmFlags.SHAPE);
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(JvmFlags.PROPERTIES);
    command.add("-Djmachine.install=" + install.folder());
    command.addAll(properties);
    command.addAll(List.of("-cp", Jars.classPath(classPath), TRAINING, store.toString()));
    command.addAll(arguments);
    Commands.run(command, environment);
    Trees.delete(store);
    if (!Files.isRegularFile(cache)) {
      throw new IOException("the training wrote no " + cache);
    }
  }
}
