package dev.jmachine.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The example driver, with a JVM of its own and a cloud in a folder.
 *
 * @param cloud the folder; must exist
 */
record HelloSubject(Path cloud) implements Subject {
  static final String PROGRAM =
      Objects.requireNonNull(System.getProperty("jmachine.test.install.hello")) + "/bin/jmachine";

  @Override
  public String driver() {
    return "hello";
  }

  @Override
  public String program() {
    return PROGRAM;
  }

  @Override
  public String createOptions() {
    return "-d hello --hello-endpoint " + cloud;
  }

  /**
   * What the cloud holds; instances that have ended are still there until somebody looks. The cloud
   * runs in its caller's process, so a kill may also cut off a write of its own: no thing is made
   * by that.
   */
  @Override
  public List<String> inventory() throws IOException {
    List<String> things = new ArrayList<>();
    for (String kind : List.of("addresses", "instances")) {
      Path folder = cloud.resolve(kind);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
          things.add(kind + " " + Files.readString(file));
        }
      }
    }
    return things;
  }

  @Override
  public int thingsOfAMachine() {
    return 2;
  }

  @Override
  public String goodState() {
    return "Running";
  }
}
