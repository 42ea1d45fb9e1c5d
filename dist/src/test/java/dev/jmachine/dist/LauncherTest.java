package dev.jmachine.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the start script with a {@code java} that prints its arguments. */
class LauncherTest {
  @TempDir Path folder;
  private Path home = Path.of("");

  @BeforeEach
  void layOut() throws IOException {
    home = folder.toRealPath().resolve("a folder");
    script("runtime/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\" \"options:$JAVA_TOOL_OPTIONS\"\n");
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/q.aot"));
    Files.createFile(home.resolve("lib/f.aot"));
    List<Path> jars = List.of(home.resolve("lib/a.jar"), home.resolve("lib/b.jar"));
    var install = new Install(home, jars);
    Path quick = home.resolve("lib/q.aot");
    new Launcher("bin/jmachine", jars, quick, home.resolve("lib/f.aot"), List.of()).write(install);
    Path own = home.resolve("drivers/hello/hello.aot");
    new Launcher("drivers/hello/launch", jars, own, own, List.of("-Djmachine.driver=hello"))
        .write(install);
  }

  @Test
  void theInstallFolderAndTheClassPathAreAbsoluteAndMayHoldSpaces() throws Exception {
    assertThat(run(home.resolve("bin/jmachine"), "status", "a b"))
        .contains(
            "-Djmachine.install=" + home,
            "-Djmachine.program=jmachine",
            home + "/lib/a.jar:" + home + "/lib/b.jar",
            "dev.jmachine.cli.Main",
            "a b");
  }

  @Test
  void aSymbolicLinkCalledDockerMachineFindsTheInstallFolderAndTellsItsName() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("link"), Path.of("bin/jmachine"));
    Path named = Files.createSymbolicLink(folder.resolve("docker-machine"), link);
    assertThat(run(named, "ls"))
        .contains("-Djmachine.install=" + home, "-Djmachine.program=docker-machine");
  }

  @Test
  void aRelativePathWorks() throws Exception {
    assertThat(in(home, "sh", "bin/jmachine", "ls")).contains("-Djmachine.install=" + home);
    assertThat(in(home.resolve("bin"), "./jmachine", "ls")).anyMatch(this::isInstallFolder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"env", "status", "url", "ip", "config", "ls", "active", "version", "help"})
  void quickCommandsUseTheSmallCache(String command) throws Exception {
    Path launcher = home.resolve("bin/jmachine");
    assertThat(run(launcher, command, "create")).contains("-XX:AOTCache=" + home + "/lib/q.aot");
    assertThat(run(launcher, "-D", command)).contains("-XX:AOTCache=" + home + "/lib/q.aot");
  }

  @Test
  void aListOfManyMachinesIsCompiledSoonerThanTheOthers() throws Exception {
    Path launcher = home.resolve("bin/jmachine");
    assertThat(run(launcher, "ls"))
        .containsSubsequence(
            "-XX:CompileThresholdScaling=10", "-XX:CompileThresholdScaling=3", "-cp");
    assertThat(run(launcher, "status", "ls"))
        .filteredOn(a -> a.startsWith("-XX:CompileThresholdScaling"))
        .containsExactly("-XX:CompileThresholdScaling=10");
  }

  @Test
  void whatTheJvmWouldLookUpInFilesIsGiven() throws Exception {
    assertThat(run(home.resolve("bin/jmachine"), "status")).containsAll(JvmFlags.PROPERTIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "ssh", "rm", "provision", "env2"})
  void otherCommandsUseTheFullCache(String command) throws Exception {
    assertThat(run(home.resolve("bin/jmachine"), command, "ls"))
        .contains("-XX:AOTCache=" + home + "/lib/f.aot");
  }

  @Test
  void aMissingCacheIsNotNamed() throws Exception {
    Files.delete(home.resolve("lib/q.aot"));
    assertThat(run(home.resolve("bin/jmachine"), "ls")).noneMatch(a -> a.contains("AOTCache"));
  }

  @Test
  void aDriversLauncherTellsTheDriver() throws Exception {
    assertThat(run(home.resolve("drivers/hello/launch"), "create"))
        .contains("-Djmachine.driver=hello", "-Djmachine.install=" + home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-d hello x", "x --driver hello", "--driver=hello x", "-d none -d hello x"})
  void aCreateThatNamesADriverWithAJvmOfItsOwnGoesThereAtOnce(String words) throws Exception {
    List<String> started = run(home.resolve("bin/jmachine"), ("create " + words).split(" ", -1));
    assertThat(started).contains("-Djmachine.driver=hello", "-Djmachine.direct=true");
    assertThat(String.join(" ", started)).contains("Main create " + words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create x",
        "create -d none x",
        "create -d ../hello x",
        "create -d",
        "create --resume x -d hello",
        "create -d hello --resume=x",
        "rm -d hello x",
        "--debug create -d hello x"
      })
  void everyOtherCommandIsLookedAtFirst(String words) throws Exception {
    List<String> started = run(home.resolve("bin/jmachine"), words.split(" ", -1));
    assertThat(started).noneMatch(a -> a.startsWith("-Djmachine.driver="));
    assertThat(run(home.resolve("drivers/hello/launch"), words.split(" ", -1)))
        .doesNotContain("-Djmachine.direct=true");
  }

  @Test
  void dockerMachinesCommandsAreLookedAtFirst() throws Exception {
    Path named =
        Files.createSymbolicLink(folder.resolve("docker-machine"), home.resolve("bin/jmachine"));
    assertThat(run(named, "create", "-d", "hello", "x"))
        .noneMatch(a -> a.startsWith("-Djmachine.driver="));
  }

  @Test
  void optionsForOtherJavaProgramsAreDropped() throws Exception {
    assertThat(run(home.resolve("bin/jmachine"), "ls")).contains("options:");
  }

  private static List<String> run(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return in(launcher.getRoot(), command.toArray(String[]::new));
  }

  private static List<String> in(Path directory, String... command) throws Exception {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(Map.of("JAVA_TOOL_OPTIONS", "-Dx=y", "CLASSPATH", "/nowhere"));
    Process process = builder.redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(lines.toString()).isZero();
    return lines;
  }

  private boolean isInstallFolder(String line) {
    String name = "-Djmachine.install=";
    return line.startsWith(name) && Path.of(line.substring(name.length())).normalize().equals(home);
  }

  private void script(String place, String text) throws IOException {
    Path script = home.resolve(place);
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
