package dev.jmachine.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example driver with a class path and a JVM of its own (ADR 0001), by the real launchers. */
class DriverFolderIT {
  private static final Path SHIPPED = install("jmachine.test.install");
  private static final Path WITH_HELLO = install("jmachine.test.install.hello");

  @TempDir Path folder;

  @Test
  void theExampleIsNotShipped() throws Exception {
    assertThat(SHIPPED.resolve("drivers/hello")).doesNotExist();
    assertThat(ok(SHIPPED, "drivers")).contains("qemu").doesNotContain("hello");
    assertThat(run(SHIPPED, "create", "-d", "hello", "web-1").code()).isEqualTo(2);
  }

  @Test
  void itsJarsAndItsCacheAreInItsFolderAlone() throws Exception {
    Path own = WITH_HELLO.resolve("drivers/hello");
    assertThat(own.resolve("jackson-databind.jar")).exists();
    assertThat(own.resolve("jmachine-core.jar")).doesNotExist();
    assertThat(WITH_HELLO.resolve("lib/jackson-databind.jar")).doesNotExist();
    assertThat(own).isDirectoryContaining("regex:.*/hello-[0-9a-f]{12}\\.aot");
  }

  @Test
  void theSmallJvmListsIt() throws Exception {
    assertThat(ok(WITH_HELLO, "drivers")).contains("hello", "hellocloud", "entries in a folder");
  }

  @Test
  void itsOptionsAreInTheHelpOfCreate() throws Exception {
    assertThat(ok(WITH_HELLO, "create", "-d", "hello", "--help")).contains("--hello-size SIZE");
  }

  @Test
  void aCommandIsHandedOverWithItsArgumentsStreamsAndExitCode() throws Exception {
    Path cloud = folder.resolve("cloud with a space");
    List<String> create =
        List.of("create", "-d", "hellocloud", "--hello-endpoint", cloud.toString(), "--dry-run");
    Ended refused = run(WITH_HELLO, with(create.subList(0, 5), "web-1"));
    assertThat(refused.code()).as(refused.output()).isEqualTo(3);
    assertThat(refused.output()).contains("there is no folder " + cloud);
    Files.createDirectory(cloud);
    assertThat(ok(WITH_HELLO, with(create, "web-1"))).contains("instance web-1");
  }

  private record Ended(int code, String output) {}

  private String ok(Path home, String... arguments) throws Exception {
    Ended ended = run(home, arguments);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended.output();
  }

  private Ended run(Path home, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/jmachine").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JMACHINE_HOME", folder.resolve("store").toString());
    builder.environment().put("DOCKER_CONFIG", folder.resolve("docker").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = String.join("\n", process.inputReader().lines().toList());
    return new Ended(process.waitFor(), output);
  }

  private static String[] with(List<String> arguments, String last) {
    List<String> all = new ArrayList<>(arguments);
    all.add(last);
    return all.toArray(String[]::new);
  }

  private static Path install(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property));
  }
}
